import type { AdviceOn } from "../../catalogue/advice.js";
import { findDead } from "../../catalogue/dead-keys.js";
import { findElsewhere } from "../../catalogue/elsewhere.js";
import { findKey, findRemoved } from "../../catalogue/lookup.js";
import type { KeyFacts } from "../../catalogue/types.js";
import type { SysctlKey } from "../../core/key.js";
import { keyCard } from "./card.js";
import { keyInSpec, type SpecView } from "./in-spec.js";
import type { KeyExplanation } from "../types.js";
import type { ChangeRisk } from "../../risk/classes.js";
import { keyRisk } from "../../risk/sysctl.js";
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
    takesEffect: facts && takesEffect(key, facts),
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

/** Tells when a change of the key takes effect, as `diff` and the runbook do; `scope` says what new pods start with. */
function takesEffect(key: SysctlKey, facts: KeyFacts): ChangeRisk | undefined {
  const isReadOnly = facts.releases.every(({ scope }) => scope === "read-only");
  return isReadOnly || findDead(key.id) !== undefined
    ? undefined
    : keyRisk(key, undefined, { before: undefined, after: undefined });
}
