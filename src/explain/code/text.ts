import { exampleText, inSpecText, titleText } from "../example-text.js";
import { indented, type Paint, WIDTH, wrap } from "../layout.js";
import type { ErrorExplanation } from "./card.js";

/** Formats the explanation of a code: what is wrong and why that matters, an example, and the findings in the spec. */
export function codeText(
  {
    rule,
    severity,
    summary,
    explanation,
    failing,
    passing,
    situation,
    spec,
  }: ErrorExplanation,
  paint: Paint,
): string {
  const lines = [
    ...titleText({ rule, severity, summary, explanation }, paint),
    ...(failing && passing ? exampleText(failing, passing, paint) : []),
    ...(situation === undefined
      ? []
      : [
          "",
          paint.bold("Example"),
          ...indented(wrap(situation.when, WIDTH - 2), 2),
          `  ${paint.dim("$")} ${situation.command}`,
          ...indented(wrap(situation.prints, WIDTH - 2), 2),
        ]),
    ...inSpecText(spec, paint),
  ];
  return `${lines.join("\n")}\n`;
}
