import { exampleText, inSpecText, titleText } from "../example-text.js";
import { field, type Paint } from "../layout.js";
import type { RuleExplanation } from "./card.js";

/** A rule: what it finds and why that matters, then an example of each kind. */
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
      `\`accept: { ${about.rule}: "the reason" }\` beside the setting silences it there`,
      paint,
    ),
    ...exampleText(failing, passing, paint),
    ...inSpecText(spec, paint),
  ];
  return `${lines.join("\n")}\n`;
}
