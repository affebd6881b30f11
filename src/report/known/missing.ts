import { listOf } from "../../core/list-of.js";
import { listed } from "../../explain/layout.js";
import type { Spec } from "../../language/model.js";
import type { NodePlan } from "../../plan/types.js";
import { nodeKinds } from "../../settings/registry.js";
import type { Missing } from "../types.js";
import type { Gap } from "./gap.js";
import type { ErrorLoss, KnownPart } from "./known-part.js";

/** Tells for each error what it takes away, in words; an error that takes nothing away has no words. */
export function missingOf(
  spec: Spec,
  { plan: { nodes }, losses, gapsOn }: KnownPart,
): readonly Missing[] {
  const told = new Map<number, Map<string, Shared>>();
  for (const node of nodes)
    for (const gap of gapsOn(node)) {
      const ofFinding = told.get(gap.finding) ?? new Map<string, Shared>();
      const key = JSON.stringify(gap);
      const { nodes: others } = ofFinding.get(key) ?? { nodes: [] };
      ofFinding.set(key, { gap, nodes: [...others, node] });
      told.set(gap.finding, ofFinding);
    }
  const byFinding = new Map<number, ErrorLoss[]>();
  for (const loss of losses) listOf(byFinding, loss.finding).push(loss);
  const ofProfiles = losses.find((loss) => loss.ofProfiles === true);
  return [...byFinding]
    .sort(([a], [b]) => a - b)
    .map(([finding, all]) => ({
      finding,
      texts: [
        ...new Set([
          ...all.flatMap((loss) => leftOut(loss, spec, nodes)),
          ...[...(told.get(finding)?.values() ?? [])].map(wordsOf),
          // Each error of a file may be the one that takes its profiles away.
          ...(ofProfiles !== undefined &&
          all.every((loss) => loss.ofProfiles === true)
            ? [...(told.get(ofProfiles.finding)?.values() ?? [])].map(wordsOf)
            : []),
          ...all.flatMap(({ also }) => also),
        ]),
      ],
    }));
}

/** A gap with the nodes that have it. */
interface Shared {
  readonly gap: Gap;
  readonly nodes: readonly NodePlan[];
}

function wordsOf({ gap, nodes }: Shared): string {
  const where = nodesWords(nodes);
  switch (gap.of) {
    case "facts":
      return `what follows from the facts of ${where}: defaults, derived settings, memory, and which programs write its keys`;
    case "writers":
      return `which programs write the keys of ${where}`;
    case "settings": {
      const { kind, id, owner } = gap;
      if (id !== undefined) return `${id} on ${where}`;
      const of =
        owner.kind === "profile" && owner.name !== ""
          ? ` of profile ${owner.name}`
          : "";
      const what = kind === undefined ? "settings" : nodeKinds[kind].plural;
      return `${what}${of} on ${where}`;
    }
  }
}

/** The roles, and the hosts of other roles. */
function nodesWords(nodes: readonly NodePlan[]): string {
  const roles = new Set(
    nodes.filter(({ kind }) => kind === "role").map(({ name }) => name),
  );
  return listed(
    nodes
      .filter(({ kind, role }) => kind === "role" || !roles.has(role))
      .map(({ kind, name }) => `${kind} ${name}`),
  );
}

/** The role or host of an error, if it is not planned, and the hosts of such a role; or those without a known name. */
function leftOut(
  { node, ofNodes }: ErrorLoss,
  { roles, hosts }: Spec,
  planned: readonly NodePlan[],
): readonly string[] {
  if (ofNodes !== undefined && ofNodes !== "any")
    return [
      `${{ roles, hosts }[ofNodes].size > 0 ? "other" : "all"} ${ofNodes}`,
    ];
  if (node === undefined) return [];
  const { kind, name } = node;
  if (planned.some((each) => each.kind === kind && each.name === name))
    return [];
  const ofRole = [...hosts.values()].filter(
    ({ role }) => kind === "role" && role.name === name,
  );
  return [
    `all of ${kind} ${name}`,
    ...(ofRole.length === 0
      ? []
      : [`all of its hosts: ${listed(ofRole.map(({ owner }) => owner.name))}`]),
  ];
}
