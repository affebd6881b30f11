import type { Arch } from "../core/facts.js";
import type { SysctlKey } from "../core/key.js";
import type { Version } from "../core/version.js";
import { evaluate, truth } from "./builds/evaluate.js";
import { alternativesFor, gateOf, isInLinux } from "./builds/gates.js";

/** What decides whether a kernel of some version has a key, where its version does not. */
export interface Requirement {
  /** As in the tables: `UCLAMP_TASK`, `NETFILTER && IP_VS`. */
  readonly options: string;
  /** The module that creates the key where its option is `m`. */
  readonly module: string | undefined;
}

/**
 * Tells what a key requires, if the source of Linux of a version has it: a kernel without the option, or whose module
 * was not loaded when it was measured, does not show that others have no such key. Undefined if the version has no such
 * key, every kernel has it, or none on the architecture.
 */
export function requirementOf(
  key: SysctlKey,
  version: Version,
  arch: Arch | undefined,
): Requirement | undefined {
  const gate = gateOf(key);
  if (!gate || gate.only || isInLinux(gate, version) !== true) return undefined;
  const found = alternativesFor(gate, version).find(
    ({ gate: condition }) =>
      condition && truth(evaluate(condition, onlyArch(arch))) !== false,
  );
  return found && { options: found.text, module: found.module };
}

/** The symbols that follow from the architecture; all others are unknown. */
function onlyArch(
  arch: Arch | undefined,
): (symbol: string) => string | undefined {
  return (symbol) => {
    const of = /^(?:X86|ARM64)(?=_|$)/u.exec(symbol)?.[0];
    if (of === undefined || arch === undefined) return undefined;
    if ((of === "X86") !== (arch === "amd64")) return "n";
    return symbol === of ? "y" : undefined;
  };
}
