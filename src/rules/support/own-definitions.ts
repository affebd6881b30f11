import type { OwnDefinition } from "../../core/own-definition.js";
import { isWithin } from "../../core/lifetime.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { followers } from "../../plan/write-order.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import type { Report } from "../rule.js";
import { settingsById } from "./node-settings.js";

/** A sysctl of the spec that a module of the operating system defines, too. */
export interface TwiceDefined {
  readonly sysctl: Sysctl;
  /** Of the spec's definition. */
  readonly priority: number;
  readonly own: OwnDefinition;
  /** ` from 25.11 on`, if the definition depends on the release and the spec does not state it. */
  readonly releases: string;
}

/** Finds the sysctls of a node that a module of its operating system defines, too. */
export function twiceDefined(
  node: NodePlan,
  plan: Plan,
): readonly TwiceDefined[] {
  const { definitions, moduleDefinitions } = node.platform;
  const target = plan.targets.get("nixos");
  if (definitions === undefined || target?.off !== undefined) return [];
  const all = { ...definitions, ...moduleDefinitions };
  const last = followers(node);
  const usual = target?.options["priority"];
  return Object.entries(all).flatMap(([id, own]) => {
    const sysctl = settingsById(node).get(id);
    const has = isWithin(node.facts.osVersion, own, undefined);
    if (sysctl === undefined || has === false) return [];
    // Written with slashes, it is another attribute.
    if (last.get(sysctl)?.some(({ leader }) => leader.id > id) === true)
      return [];
    return [
      {
        sysctl,
        priority:
          sysctl.priority?.number ?? (typeof usual === "number" ? usual : 100),
        own,
        releases: has === undefined ? ` from ${own.since ?? ""} on` : "",
      },
    ];
  });
}

/** Advises to give a setting the next priority that wins over a definition: `mkForce` over a plain one. */
export function outranking({ priority }: OwnDefinition): string {
  return `add \`nixos: { priority: ${priority <= 100 ? 50 : priority - 1} }\` to the setting`;
}

/** Advises to use the option of the module, if it has one, or to outrank its definition. */
export function replacing(own: OwnDefinition): string {
  return own.instead === undefined
    ? outranking(own)
    : `${own.instead} in the NixOS configuration and remove it here, or ${outranking(own)}`;
}

/** Shows where the priority of a sysctl is set, if that is not under its target. */
export function priorityPlace({
  priority,
}: Sysctl): NonNullable<Report["related"]> {
  return priority === undefined
    ? []
    : [{ message: "its priority", span: priority.span }];
}
