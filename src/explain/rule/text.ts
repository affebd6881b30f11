import { exampleText, inSpecText, titleText } from "../example-text.js";
import { field, type Paint } from "../layout.js";
import type { RuleExplanation } from "./card.js";

/** Formats the explanation of a rule: what it finds and why that matters, then an incorrect and a correct example. */
export function ruleText(
  { source, failing, passing, spec, ...about }: RuleExplanation,
  paint: Paint,
): string {
  const lines = [
    ...titleText(about, paint),
    "",
    ...field("source", source, paint),
    ...field(
      "accept",
      `add \`accept: { ${about.rule}: "reason" }\` to the setting`,
      paint,
    ),
    ...exampleText(failing, passing, paint),
    ...inSpecText(spec, paint),
  ];
  return `${lines.join("\n")}\n`;
}
