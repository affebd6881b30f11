import { findKey, findRemoved } from "../catalogue/lookup.js";
import type { SysctlKey } from "../spec/key.js";
import { keyCard } from "./key-card.js";
import { keyInSpec, type SpecView } from "./key-in-spec.js";
import type { KeyExplanation } from "./types.js";
import { writersOf } from "./writers.js";

/** Everything that is known of a key, and what a spec does with it. */
export function explainKey(
  key: SysctlKey,
  view: SpecView | undefined,
): KeyExplanation {
  const facts = findKey(key);
  return {
    kind: "key",
    key: key.id,
    file: `/proc/sys/${key.segments.join("/")}`,
    catalogue: facts && keyCard(facts),
    removed: findRemoved(key.id),
    writers: writersOf(key.id),
    spec: view && keyInSpec(key, view),
  };
}
