import { presence, releaseFor } from "../../catalogue/lookup.js";
import type { KeyFacts } from "../../catalogue/types.js";
import type { NodeFacts } from "../../core/facts.js";

/**
 * How a key behaves in a pod:
 * - `own`: namespaced, and the pod may set it;
 * - `absent`: it does not exist;
 * - `read-only`: it shows the node's value;
 * - `node-wide`: a pod can set it, but for the whole node;
 * - `unknown`: not measured, or different between the kernels that the node may run.
 */
export type PodScope = "own" | "absent" | "read-only" | "node-wide" | "unknown";

/** Returns how a key behaves in a pod on a node; if the kernel is not known, what all measured kernels agree on. */
export function podScope(
  known: KeyFacts | undefined,
  facts: NodeFacts,
): PodScope {
  if (known === undefined) return "unknown";
  if (presence(known, facts)?.present === false) return "absent";
  const scopes = (
    facts.kernel === undefined ? known.releases : [releaseFor(known, facts)]
  ).flatMap((release) => release?.scope ?? []);
  const all = (...expected: readonly (typeof scopes)[number][]): boolean =>
    scopes.length > 0 && scopes.every((scope) => expected.includes(scope));
  if (all("node")) return "absent";
  if (all("node", "netns-readonly", "read-only")) return "read-only";
  if (all("netns-global")) return "node-wide";
  return all("netns", "ipc") ? "own" : "unknown";
}
