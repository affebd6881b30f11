import { listOf } from "../../../core/list-of.js";
import { type Diagnostic, error } from "../../../core/diagnostic.js";
import { joinNames, shortNameList } from "../../../core/name-list.js";
import { visible } from "../../../encode/visible.js";
import type { NodePlan, Plan } from "../../../plan/types.js";
import { labelsOf } from "../../../verify/prometheus/targets.js";
import type { Fleet, WatchedNode } from "./read-fleet.js";

/** How many targets one message names. */
const NAMED = 8;

/** Targets that have one name, or that two nodes of the spec select. */
export function ambiguous(
  found: readonly WatchedNode[],
): readonly Diagnostic[] {
  const byName = new Map<string, WatchedNode[]>();
  for (const each of found) {
    listOf(byName, each.name).push(each);
  }
  return [...byName].flatMap(([name, same]) => {
    if (same.length < 2) return [];
    const targets = same.map(({ instance }) =>
      targetName(
        instance.labels,
        same.map(({ instance: { labels } }) => labels),
      ),
    );
    return [
      error(
        "ambiguous-target",
        undefined,
        new Set(targets).size === 1
          ? `the target ${targets[0] ?? ""} is selected as ${joinNames(same.map(({ node }) => `${node.kind} \`${node.name}\``))}`
          : `\`${visible(name)}\` is the name of ${same.length} targets: ${shortNameList(targets, NAMED)}`,
        {
          help: "correct the labels of the targets, or narrow `roles` and `hosts` of `monitoring`, for example with `job`",
        },
      ),
    ];
  });
}

/** The address of a target, with the labels by which it differs from others. */
function targetName(
  labels: ReadonlyMap<string, string>,
  among: readonly ReadonlyMap<string, string>[],
): string {
  const apart = [...labels].filter(
    ([label, value]) =>
      label !== "instance" && among.some((each) => each.get(label) !== value),
  );
  return visible(
    `${labels.get("instance") ?? ""}${apart.length === 0 ? "" : ` (${apart.map(([label, value]) => `${label} ${value}`).join(", ")})`}`,
  );
}

/** Roles of which there is no target at all, and targets that could not be scraped. */
export function unscraped(
  plan: Plan,
  { down, unasked }: Fleet,
  found: readonly WatchedNode[],
  isWanted: (node: NodePlan) => boolean,
): readonly Diagnostic[] {
  const seen = new Set(found.map(({ node }) => node.role));
  return plan.nodes.flatMap((node) => {
    const targets = isWanted(node)
      ? down.filter((each) => each.node === node).map(({ name }) => name)
      : [];
    if (targets.length > 0)
      return [
        error(
          "no-metrics",
          undefined,
          `${targets.length === 1 ? "1 target" : `${targets.length} targets`} of ${node.kind} \`${node.name}\` could not be scraped: ${shortNameList(targets.map(visible), NAMED)}`,
          {
            help: "start node_exporter there, or remove the target if the node is gone",
          },
        ),
      ];
    if (
      node.kind !== "role" ||
      !isWanted(node) ||
      seen.has(node.name) ||
      unasked.has(node)
    )
      return [];
    return [
      error(
        "no-metrics",
        undefined,
        `Prometheus has no metrics of role \`${node.name}\``,
        { help: labelHelp(plan, node) },
      ),
    ];
  });
}

function labelHelp(plan: Plan, { name }: NodePlan): string {
  const { roleLabel, roles } = labelsOf(plan);
  const own = roles.get(name);
  return own === undefined
    ? `add the label ${roleLabel}="${name}" to the scrape targets of node_exporter, or name labels that they have: \`monitoring: { roles: { ${name}: { job: node-${name} } } }\``
    : `no target of node_exporter has the labels that \`monitoring\` names: ${joinNames(own.map(({ label, op, value }) => `${label}${op}"${value}"`))}`;
}
