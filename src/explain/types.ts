import type { Advice } from "../catalogue/advice.js";
import type { ElsewhereKey } from "../catalogue/elsewhere.js";
import type { RemovedKey } from "../catalogue/lookup.js";
import type { CarrierExplanation } from "./carrier/card.js";
import type { CiliumExplanation } from "./cilium/card.js";
import type { ErrorExplanation } from "./code/card.js";
import type { KeyCard } from "./key/card.js";
import type { KeyInSpec } from "./key/in-spec.js";
import type { Listing } from "./listing/find.js";
import type { NodeExplanation } from "./node/card.js";
import type { RuleExplanation } from "./rule/card.js";
import type { ChangeRisk } from "../risk/classes.js";
import type { Rule } from "../rules/rule.js";
import type { SettingExplanation } from "./setting/card.js";
import type { Candidate } from "./subject.js";
import type { Writing } from "../core/platform.js";

/** A rule that looks at a key. */
export type WatchingRule = Pick<Rule, "name" | "severity" | "summary">;

/** Everything about one key. */
export interface KeyExplanation {
  readonly kind: "key";
  readonly key: string;
  /** Its file below /proc/sys. */
  readonly file: string;
  /** Undefined if no measured kernel has it. */
  readonly catalogue: KeyCard | undefined;
  /** When to change it; undefined for keys that few people set. */
  readonly advice: Advice | undefined;
  /** When a change takes effect on a running node; undefined for a key that is only read or has no effect. */
  readonly takesEffect: ChangeRisk | undefined;
  readonly removed: RemovedKey | undefined;
  /** Where it exists, for a key that no measured kernel has. */
  readonly elsewhere: ElsewhereKey | undefined;
  /** What else sets it, on any node. */
  readonly writers: readonly Writing[];
  /** The rules that are about this key; those about any sysctl are not listed. */
  readonly rules: readonly WatchingRule[];
  /** Undefined without a spec that can be read. */
  readonly spec: KeyInSpec | undefined;
}

/** Nothing has this name. */
export interface UnknownExplanation {
  readonly kind: "unknown";
  readonly name: string;
  /** Suggestions, best first: at most five. */
  readonly nearest: readonly Candidate[];
  /** Of a spec that was ignored because of an error: what has the name there, if that could be read. */
  readonly ignored?: { readonly kind: Candidate["kind"] | undefined };
}

export type Explanation =
  | KeyExplanation
  | RuleExplanation
  | ErrorExplanation
  | NodeExplanation
  | SettingExplanation
  | CarrierExplanation
  | CiliumExplanation
  | Listing
  | UnknownExplanation;
