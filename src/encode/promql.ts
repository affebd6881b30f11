import { anyOf, UNPRINTABLE } from "../core/characters.js";
import { refuseLoneSurrogates } from "./error.js";

/** A label matcher of PromQL, its value not yet quoted. */
export interface LabelMatcher {
  readonly label: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

/** Characters that a reader would not see, or would misread. */
const unprintable = anyOf(UNPRINTABLE, "gu");

/** Encodes a string literal of PromQL, which follows Go. Source: Prometheus, "Querying basics", "String literals". */
export function promString(text: string): string {
  refuseLoneSurrogates("promql", text);
  const escaped = text
    .replaceAll(/["\\]/gu, String.raw`\$&`)
    .replaceAll(unprintable, (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code > 0xffff
        ? `\\U${code.toString(16).padStart(8, "0")}`
        : `\\u${code.toString(16).padStart(4, "0")}`;
    });
  return `"${escaped}"`;
}

/** Encodes a vector: `node_arp_entries{tuning_role="worker"}`. */
export function promVector(
  metric: string,
  matchers: readonly LabelMatcher[],
): string {
  const inside = matchers.map(
    ({ label, op, value }) => `${label}${op}${promString(value)}`,
  );
  return inside.length === 0 ? metric : `${metric}{${inside.join(",")}}`;
}

/** Encodes a text that Prometheus runs as a Go template, so that it is printed unchanged. */
export function promTemplateText(text: string): string {
  return text.replaceAll("{{", '{{ "{{" }}');
}
