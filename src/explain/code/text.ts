import { exampleText, inSpecText, titleText } from "../example-text.js";
import { indented, type Paint, WIDTH, wrap } from "../layout.js";
import type { ErrorExplanation } from "./card.js";

/** A code: what is wrong and why that matters, then an example, and where the user's spec has it. */
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
