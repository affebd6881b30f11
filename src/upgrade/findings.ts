import { listOf } from "../core/list-of.js";
import type { Diagnostic } from "../core/diagnostic.js";
import type { NodeName } from "../core/reach.js";
import type { Span } from "../core/source.js";
import type { Plan } from "../plan/types.js";
import type { Code } from "../rules/codes.js";

export type Finding = Diagnostic<Code>;

/** How the findings of a spec differ; each with the nodes for which it does. */
export interface FindingChanges {
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
  /** Those that are still there but say something else, as they are after. */
  readonly reworded: readonly Finding[];
}

/** Compares findings by code, place and node. */
export function compareFindings(
  before: readonly Finding[],
  after: readonly Finding[],
): FindingChanges {
  const old = bySlot(before.filter(isOfSpec));
  const now = bySlot(after.filter(isOfSpec));
  const appeared = new Collected();
  const gone = new Collected();
  const reworded = new Collected();
  for (const slot of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(slot) ?? [], now.get(slot) ?? []];
    const messages = new Set(was.map(({ finding }) => finding.message));
    const still = new Set(is.map(({ finding }) => finding.message));
    const left = was.filter(({ finding }) => !still.has(finding.message));
    const fresh = is.filter(({ finding }) => !messages.has(finding.message));
    const both = Math.min(left.length, fresh.length);
    reworded.add(fresh.slice(0, both));
    appeared.add(fresh.slice(both));
    gone.add(left.slice(both));
  }
  return {
    appeared: appeared.all(),
    gone: gone.all(),
    reworded: reworded.all(),
  };
}

/** The remarks of an upgrade say once that its release is not known. */
function isOfSpec({ code }: Finding): boolean {
  return code !== "newer-than-known";
}

/** Names the nodes of findings by those of another plan of the spec, which reaches compare by identity. */
export function ontoNodes(
  findings: readonly Finding[],
  { nodes }: Plan,
): readonly Finding[] {
  const byName = new Map<string, NodeName>(
    nodes.map((node) => [`${node.kind} ${node.name}`, node]),
  );
  return findings.map((finding) =>
    finding.reach === undefined
      ? finding
      : {
          ...finding,
          reach: {
            nodes: finding.reach.nodes.map(
              (node) => byName.get(`${node.kind} ${node.name}`) ?? node,
            ),
          },
        },
  );
}

/** A finding on one of its nodes; without a node, one that is about none. */
interface Placed {
  readonly finding: Finding;
  readonly node: NodeName | undefined;
}

function bySlot(
  findings: readonly Finding[],
): ReadonlyMap<string, readonly Placed[]> {
  const slots = new Map<string, Placed[]>();
  for (const finding of findings) {
    const nodes = finding.reach?.nodes ?? [];
    for (const node of nodes.length === 0 ? [undefined] : nodes) {
      const slot = [
        finding.code,
        placeOf(finding.span),
        node?.kind,
        node?.name,
      ].join("\0");
      listOf(slots, slot).push({ finding, node });
    }
  }
  return slots;
}

/** Names a place of the spec, for maps. */
export function placeOf(span: Span | undefined): string {
  return span === undefined ? "" : `${span.source.name}\0${span.start}`;
}

/** Findings with those of their nodes that were added. */
class Collected {
  readonly #nodes = new Map<Finding, NodeName[]>();

  add(placed: readonly Placed[]): void {
    for (const { finding, node } of placed) {
      const nodes = listOf(this.#nodes, finding);
      if (node !== undefined) nodes.push(node);
    }
  }

  all(): readonly Finding[] {
    return [...this.#nodes].map(([finding, nodes]) => ({
      ...finding,
      ...(nodes.length > 0 && { reach: { nodes } }),
    }));
  }
}
