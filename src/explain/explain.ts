import type { AdviceOn } from "../catalogue/advice.js";
import { explainCarrier } from "./carrier/card.js";
import { carrierText } from "./carrier/text.js";
import { explainCilium } from "./cilium/card.js";
import { ciliumText } from "./cilium/text.js";
import { explainCode } from "./code/card.js";
import { codeText } from "./code/text.js";
import { explainKey } from "./key/explain-key.js";
import type { SpecView } from "./key/in-spec.js";
import { keyText } from "./key/text.js";
import type { Paint } from "./layout.js";
import { listingText } from "./listing/text.js";
import { explainNode } from "./node/card.js";
import { nodeText } from "./node/text.js";
import type { Reported } from "./reported.js";
import { explainRule } from "./rule/card.js";
import { ruleText } from "./rule/text.js";
import { explainSetting } from "./setting/card.js";
import { settingText } from "./setting/text.js";
import { subjectOf } from "./subject.js";
import type { Explanation } from "./types.js";
import { unknownText } from "./unknown-text.js";

/**
 * Explains what a word names: a key, a rule, another code, a role, a host, a profile, a workload, a mount or another setting.
 * @param reported the diagnostics of a spec that cannot be built, for which there is no view
 * @param adviceOn gives advice on keys, which is loaded only where it is asked for
 */
export function explainWord(
  word: string,
  view: SpecView | undefined,
  reported: Reported | undefined = view,
  adviceOn: AdviceOn = () => undefined,
): Explanation {
  const subject = subjectOf(word, view);
  switch (subject.kind) {
    case "key":
      return explainKey(subject.key, view, adviceOn);
    case "rule":
      return explainRule(subject.rule, view);
    case "error":
      return explainCode(subject.code, reported);
    case "setting":
      return explainSetting(subject.name, subject.kinds, view);
    case "node":
      return explainNode(subject.node, subject.also, subject.view);
    case "carrier":
      return explainCarrier(
        subject.of,
        subject.carrier,
        subject.also,
        subject.view,
      );
    case "cilium":
      return explainCilium(subject.path, view);
    case "keys":
    case "unknown":
      return subject;
  }
}

/** Formats an explanation as text in lines of at most 100 columns, unless a word is longer. */
export function explanationText(
  explanation: Explanation,
  paint: Paint,
): string {
  switch (explanation.kind) {
    case "key":
      return keyText(explanation, paint);
    case "rule":
      return ruleText(explanation, paint);
    case "error":
      return codeText(explanation, paint);
    case "setting":
      return settingText(explanation, paint);
    case "role":
    case "host":
      return nodeText(explanation, paint);
    case "profile":
    case "workload":
    case "mount":
      return carrierText(explanation, paint);
    case "cilium":
      return ciliumText(explanation, paint);
    case "keys":
      return listingText(explanation, paint);
    case "unknown":
      return unknownText(explanation, paint);
  }
}
