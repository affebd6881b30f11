import type { Write, Writer } from "../../core/platform.js";
import { valueText } from "../../settings/sysctl/value.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { writtenNode } from "../../plan/written-node.js";
import { replacementText } from "../../platform/replacement.js";
import {
  ipv4Forwarding,
  ipv6Forwarding,
} from "../../platform/component/forwarding.js";
import type { Report, Watched } from "../rule.js";
import { settingsById } from "./node-settings.js";

/** A setting that a writer replaces, and what stands in its place. */
export interface Replaced {
  readonly sysctl: Sysctl;
  readonly write: Write;
  /** As messages have it: `86,400 s`. */
  readonly instead: string;
}

/**
 * Reports the settings of a node that a writer replaces, or refuses, when it starts.
 *
 * @param open by default only what it certainly does; otherwise also what depends on something that the facts do not say
 */
export function replacedReports(
  writer: Writer | undefined,
  node: NodePlan,
  plan: Plan,
  words: (
    replaced: Replaced,
  ) => Pick<Report, "message" | "why" | "help" | "related">,
  open: "certain-only" | "also-where-open" = "certain-only",
): readonly (Report & { readonly about: Sysctl })[] {
  const seen = writtenNode(node, plan);
  if (writer?.runsOn(seen) !== true) return [];
  return [...settingsById(node).values()].flatMap((sysctl) => {
    const { id, value } = sysctl;
    if (value === undefined || !writer.keys.has(id) || isForwarding(id, node))
      return [];
    const write = writer.on(id, seen);
    const instead = write?.replaces(valueText(value));
    return write === undefined ||
      (write.where !== undefined && open === "certain-only") ||
      instead === undefined
      ? []
      : [
          {
            about: sysctl,
            span: sysctl.origin.span,
            ...words({
              sysctl,
              write,
              instead: replacementText(instead, write),
            }),
          },
        ];
  });
}

/** Whether the rules on forwarding report the key if it is off. */
function isForwarding(id: string, { platform }: NodePlan): boolean {
  return (
    platform.hasKubelet === true &&
    (ipv4Forwarding.has(id) || ipv6Forwarding.has(id))
  );
}

/** The keys that any of these programs writes. */
export function keysOfAny(writers: readonly Writer[]): Watched {
  return { has: (id) => writers.some(({ keys }) => keys.has(id)) };
}
