import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import type { Rule } from "../rule.js";

/** Rules about how a sysctl is written or read later in the boot, which a kernel argument is not. */
const notForArguments: ReadonlySet<string> = new Set([
  "alias-twice",
  "forwarding-missing",
  "order-dependent",
  "nixos-defined-twice",
  "nixos-overridden",
  "interface-at-boot",
]);

/** Whether a rule about sysctls holds for those on the kernel's command line, too. */
export function appliesToArguments({ name, group }: Rule): boolean {
  return (group === "harm" || group === "effect") && !notForArguments.has(name);
}

/** A node as if the sysctls on its kernel command line were settings. */
export interface CommandLineNode {
  readonly of: NodePlan;
  readonly node: NodePlan;
  /** Those on the command line. */
  readonly sysctls: readonly Sysctl[];
}

/** Returns such a node, without the arguments that a sysctl overrides; undefined if none is left. */
export function commandLineNode(node: NodePlan): CommandLineNode | undefined {
  const { settings } = node;
  if (settings.kernelArgument.length === 0) return undefined;
  const written = new Set(
    settings.sysctl.flatMap(({ id, value }) => (value ? [id] : [])),
  );
  const sysctls = settings.kernelArgument.flatMap(
    ({ sysctl }): readonly Sysctl[] =>
      sysctl === undefined || written.has(sysctl.id) ? [] : [sysctl],
  );
  if (sysctls.length === 0) return undefined;
  return {
    of: node,
    node: {
      ...node,
      settings: { ...settings, sysctl: [...sysctls, ...settings.sysctl] },
    },
    sysctls,
  };
}
