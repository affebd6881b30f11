import { readFileSync } from "node:fs";
import { machineOf } from "../../src/plan/machine.js";
import { ciliumRisk } from "../../src/risk/cilium.js";
import type { Risk } from "../../src/risk/classes.js";
import { type SettingChange, settingRisk } from "../../src/risk/of-setting.js";
import type { NodeKind } from "../../src/settings/registry.js";

/** What a program saw of a setting: of what was there before it changed, and of what is new. */
export interface Trial {
  readonly before?: unknown;
  readonly after?: unknown;
  readonly new?: unknown;
}

/** Whether a change shows in what was there before; a change that shows nowhere proves nothing. */
export function isLive({ before, after }: Trial): boolean {
  return before !== after;
}

function riskOf(
  kind: NodeKind,
  change: Partial<SettingChange> & { readonly id: string },
): Risk {
  return settingRisk(
    kind,
    { before: "0", after: "1", standard: undefined, services: [], ...change },
    machineOf({ os: "linux" }),
  ).risk;
}

export function riskOfKey(id: string, before = "0", after = "1"): Risk {
  return riskOf("sysctl", { id, before, after });
}

/** The keys that `probe.py` tries in a network namespace. */
export const probedKeys: readonly string[] = [
  ...readFileSync(new URL("probe.py", import.meta.url), "utf8").matchAll(
    /^(?:trial|next_call)\(\s*"([^"]+)"/gmu,
  ),
].map(([, key = ""]) => key);

/** What `running.sh` and `look.sh` try in a machine, by the name that they say. */
export const machineTrials: Readonly<Record<string, Risk>> = {
  "net.core.bpf_jit_harden": riskOfKey("net.core.bpf_jit_harden"),
  "net.core.bpf_jit_enable": riskOfKey("net.core.bpf_jit_enable"),
  "bpf.ctTcpMax": ciliumRisk(["bpf", "ctTcpMax"]).risk,
  "limits.nofile": riskOf("limit", { id: "nofile", services: ["limited"] }),
  "kernel.randomize_va_space": riskOfKey("kernel.randomize_va_space"),
  "fs.nr_open": riskOfKey("fs.nr_open"),
  "vm.swappiness, without its line": riskOf("sysctl", {
    id: "vm.swappiness",
    after: undefined,
  }),
  "modules.nbd.nbds_max": riskOf("module", { id: "nbd" }),
  "modules.dummy, without its line": riskOf("module", {
    id: "dummy",
    after: undefined,
  }),
  "kernelArgs.mitigations": riskOf("kernelArgument", { id: "mitigations" }),
  "hugepages.2MiB": riskOf("hugepages", { id: "2MiB" }),
  "kernel.modules_disabled, back from 1": riskOfKey(
    "kernel.modules_disabled",
    "1",
    "0",
  ),
};

/** Keys of the whole node, each with a value and the one that is written afterwards. */
export const oneWayTrials = [
  ["kernel.modules_disabled", "1", "0"],
  ["kernel.kexec_load_disabled", "1", "0"],
  ["kernel.unprivileged_bpf_disabled", "1", "0"],
  ["kernel.yama.ptrace_scope", "3", "0"],
  ["kernel.kptr_restrict", "2", "0"],
  ["kernel.dmesg_restrict", "1", "0"],
  ["kernel.perf_event_paranoid", "3", "1"],
  ["net.core.bpf_jit_harden", "2", "0"],
  ["vm.swappiness", "10", "20"],
  ["net.core.rmem_default", "300000", "200000"],
] as const;

/** Why no experiment shows what a class means. */
export const untried: Readonly<Partial<Record<Risk, string>>> = {
  replacement:
    "the API of a cloud keeps the configuration of its nodes: src/risk names what was read",
  "no-node": "it is about no kernel",
};
