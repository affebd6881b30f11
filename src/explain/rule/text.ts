import { findingLines, wholeFinding } from "../finding-text.js";
import { field, indented, type Paint, WIDTH, wrap } from "../layout.js";
import type { RuleExplanation } from "./card.js";

/** A rule: what it finds and why that matters, then an example of each kind. */
export function ruleText(
  {
    rule,
    severity,
    summary,
    explanation,
    source,
    failing,
    passing,
    spec,
  }: RuleExplanation,
  paint: Paint,
): string {
  const lines = [
    `${paint.bold(rule)} (${severity === "error" ? "an error: it stops a build" : `a ${severity}`})`,
    ...indented(wrap(`${summary}.`, WIDTH - 2), 2),
    "",
    ...indented(wrap(explanation, WIDTH - 2), 2),
    "",
    ...field("source", source, paint),
    ...field(
      "accept",
      `\`accept: { ${rule}: "the reason" }\` beside the setting silences it there`,
      paint,
    ),
    "",
    paint.bold("An example with it"),
    ...indented(specText(failing.spec), 2),
    ...failing.findings.flatMap((finding) => wholeFinding(finding, paint)),
    "",
    paint.bold("An example without it"),
    ...indented(specText(passing.spec), 2),
    ...(spec === undefined ? [] : ["", ...inSpec(spec, paint)]),
  ];
  return `${lines.join("\n")}\n`;
}

function inSpec(
  { name, findings }: NonNullable<RuleExplanation["spec"]>,
  paint: Paint,
): readonly string[] {
  return findings.length === 0
    ? [paint.bold(`Not found in ${name}`)]
    : [paint.bold(`Found in ${name}`), ...findingLines(findings, paint)];
}

function specText(spec: string): readonly string[] {
  return spec.trimEnd().split("\n");
}
