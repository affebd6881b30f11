import type { SysctlKey } from "../../core/key.js";
import { environmentOf } from "./environment.js";
import { evaluate, truth, type Environment } from "./evaluate.js";
import type { Expression } from "./expression.js";
import {
  alternativesFor,
  gateOf,
  isInLinux,
  type Alternative,
  type KeyGate,
} from "./gates.js";
import { moduleIn } from "./modules.js";
import { patcherNames } from "./patchers.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { versionOfBuild } from "./kernel-build.js";

/** Whether a kernel build has a key. */
export type BuildPresence =
  | {
      readonly kind: "present";
      /** What it needs at run time besides: "absent with ipv6.disable=1". */
      readonly condition?: string;
    }
  /** The key appears when the module is loaded. */
  | {
      readonly kind: "module";
      readonly module: string;
      readonly condition?: string;
    }
  | {
      readonly kind: "absent";
      /** The option that is off: `CONFIG_IP_VS`; undefined if it is not for an option. */
      readonly option?: string;
      /** As the end of a sentence: "it requires CONFIG_NETFILTER && CONFIG_IP_VS". */
      readonly why: string;
    }
  | { readonly kind: "unknown" };

const unknown = Object.freeze({ kind: "unknown" } as const);

/**
 * Tells whether a build has a key, from the options in the kernel's source; unknown for keys that no source was read
 * for, and for versions between two sources that disagree.
 * Source: `catalogue/builds/gates.tsv`, read in Linux 5.10, 6.1, 6.12 and 7.2.
 */
export function presenceOf(build: KernelBuild, key: SysctlKey): BuildPresence {
  const gate = gateOf(key);
  if (!gate) return unknown;
  const patched = isPatchedIn(gate, build);
  if (patched === false)
    return {
      kind: "absent",
      why: `it is a patch of ${patcherNames(gate.only ?? [])}`,
    };
  const version = versionOfBuild(build);
  const env = environmentOf(build);
  const answers = alternativesFor(gate, version).map((alternative) => ({
    alternative,
    holds: alternative.gate ? truth(evaluate(alternative.gate, env)) : true,
  }));
  const inLinux = isInLinux(gate, version);
  if (inLinux === false && !build.hasBackports)
    return {
      kind: "absent",
      why: `Linux ${String(version.major)}.${String(version.minor)} does not have it`,
    };
  const [first] = answers;
  if (first && answers.every(({ holds }) => holds === false))
    return absence(first.alternative, env);
  if (
    inLinux !== true ||
    patched === undefined ||
    !first ||
    answers.some(({ holds }) => holds !== true)
  )
    return unknown;
  return present(gate, first.alternative, build);
}

/** Whether the patch that adds the key is in the build; true for keys of Linux, undefined for a kernel of one's own. */
function isPatchedIn(
  { only }: KeyGate,
  { platform, flavour }: KernelBuild,
): boolean | undefined {
  if (!only) return true;
  if (platform === "custom") return undefined;
  return only.includes(platform) || only.includes(`${platform}/${flavour}`);
}

function present(
  { condition }: KeyGate,
  { module }: Alternative,
  build: KernelBuild,
): BuildPresence {
  const rest = condition === undefined ? {} : { condition };
  return module !== undefined && moduleIn(build, module) === "module"
    ? { kind: "module", module, ...rest }
    : { kind: "present", ...rest };
}

function absence({ gate, text }: Alternative, env: Environment): BuildPresence {
  for (const [symbol, arch] of architectures)
    if (text.split(" && ").includes(symbol) && env(symbol) === "n")
      return { kind: "absent", why: `it exists only on ${arch}` };
  const symbol = gate && firstOff(gate, env);
  return {
    kind: "absent",
    ...(symbol !== undefined && { option: `CONFIG_${symbol}` }),
    why: `it requires ${text.replace(/[A-Z]\w*/gu, "CONFIG_$&")}`,
  };
}

const architectures = [
  ["X86", "amd64"],
  ["ARM64", "arm64"],
] as const;

/** The option that makes a condition false; of a list joined by `||`, the first one. */
function firstOff(gate: Expression, env: Environment): string | undefined {
  if (gate.kind === "symbol" || gate.kind === "builtin") return gate.name;
  if (gate.kind !== "binary") return undefined;
  const sides = [gate.left, gate.right];
  const off = sides.find((side) => truth(evaluate(side, env)) === false);
  return off && firstOff(off, env);
}
