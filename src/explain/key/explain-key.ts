import type { AdviceOn } from "../../catalogue/advice.js";
import { findElsewhere } from "../../catalogue/elsewhere.js";
import { findKey, findRemoved } from "../../catalogue/lookup.js";
import type { SysctlKey } from "../../core/key.js";
import { keyCard } from "./card.js";
import { keyInSpec, type SpecView } from "./in-spec.js";
import type { KeyExplanation } from "../types.js";
import { rules } from "../../rules/registry.js";
import { writersOf } from "../../platform/writers.js";

/** Explains a key, and what the spec does with it. */
export function explainKey(
  key: SysctlKey,
  view: SpecView | undefined,
  adviceOn: AdviceOn,
): KeyExplanation {
  const facts = findKey(key);
  return {
    kind: "key",
    key: key.id,
    file: `/proc/sys/${key.segments.join("/")}`,
    catalogue: facts && keyCard(facts),
    advice: adviceOn(key.id),
    removed: findRemoved(key.id),
    elsewhere: facts ? undefined : findElsewhere(key.id),
    writers: writersOf(key.id),
    rules: rules
      .filter(({ watches }) => watches?.has(key.id) === true)
      .map(({ name, severity, summary }) => ({ name, severity, summary })),
    spec: view && keyInSpec(key, view),
  };
}
