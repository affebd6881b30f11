import { explainKey } from "./key/explain-key.js";
import type { SpecView } from "./key/in-spec.js";
import { keyText } from "./key/text.js";
import type { Paint } from "./layout.js";
import { explainNode } from "./node/card.js";
import { nodeText } from "./node/text.js";
import { explainRule } from "./rule/card.js";
import { ruleText } from "./rule/text.js";
import { subjectOf } from "./subject.js";
import type { Explanation } from "./types.js";
import { unknownText } from "./unknown-text.js";

/** All that is known of what a word names: a key, a rule, a role or a host. */
export function explainWord(
  word: string,
  view: SpecView | undefined,
): Explanation {
  const subject = subjectOf(word, view);
  switch (subject.kind) {
    case "key":
      return explainKey(subject.key, view);
    case "rule":
      return explainRule(subject.rule, view);
    case "node":
      return explainNode(subject.node, subject.also, subject.view);
    case "unknown":
      return subject;
  }
}

/** An explanation as a person reads it; lines of at most 100 columns, where no name is longer. */
export function explanationText(
  explanation: Explanation,
  paint: Paint,
): string {
  switch (explanation.kind) {
    case "key":
      return keyText(explanation, paint);
    case "rule":
      return ruleText(explanation, paint);
    case "role":
    case "host":
      return nodeText(explanation, paint);
    case "unknown":
      return unknownText(explanation, paint);
  }
}
