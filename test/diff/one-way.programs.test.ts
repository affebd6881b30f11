import { expect } from "vitest";
import { machineOf } from "../../src/plan/machine.js";
import { settingRisk } from "../../src/risk/of-setting.js";
import { bootScript, bootTest } from "../support/boot-test.js";

/** Keys of the whole node, each with a value and the one that is written afterwards. */
const trials = [
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

const script = trials
  .map(([key, value, back]) => {
    const path = `/proc/sys/${key.replaceAll(".", "/")}`;
    return `echo ${value} > ${path}; echo ${back} > ${path}; echo "${key} $(cat ${path})"`;
  })
  .join("\n");

bootTest("a kernel refuses to set back what cannot be undone", [], () => {
  const said = bootScript(script);
  const machine = machineOf({ os: "linux" });
  for (const [id, value, back] of trials) {
    const { risk } = settingRisk(
      "sysctl",
      { id, before: back, after: value, standard: undefined, services: [] },
      machine,
    );
    const kept = risk === "irreversible" ? value : back;
    expect(said).toContain(`${id} ${kept}\n`);
  }
});
