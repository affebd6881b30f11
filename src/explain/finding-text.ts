import type { Finding } from "../core/finding.js";
import { severityRank } from "../core/severity.js";
import { indented, type Paint, WIDTH, wrap } from "./layout.js";

/** The maximum number of findings that are shown; `tunegen lint` shows all. */
const MOST = 4;

/** Formats findings in short, without their source lines. */
export function findingLines(
  findings: readonly Finding[],
  paint: Paint,
): readonly string[] {
  const more = findings.length - MOST;
  const colour = colours(paint);
  const worst = [...findings].sort(
    (a, b) => severityRank[b.severity] - severityRank[a.severity],
  );
  return [
    ...worst.slice(0, MOST).flatMap((finding) => {
      const { severity, rule, message, file, line } = finding;
      const place = file === undefined ? "" : `${file}:${line ?? 0}: `;
      const [first = "", ...rest] = wrap(
        `${severity}: ${place}${message} [${rule}]`,
        WIDTH - 4,
      );
      return [
        `  ${colour[severity](first)}`,
        ...indented(rest, 4).map(colour[severity]),
      ];
    }),
    ...(more > 0
      ? [
          `  and ${more} more ${more === 1 ? "finding" : "findings"}: run tunegen lint`,
        ]
      : []),
  ];
}

/** Formats a finding with why and help, as `tunegen lint` does. */
export function wholeFinding(
  { severity, message, line, column, why, help }: Finding,
  paint: Paint,
): readonly string[] {
  const part = (label: string, text: string | undefined) =>
    text === undefined
      ? []
      : indented(wrap(`${label}: ${text}`, WIDTH - 4), 4).map(paint.dim);
  const [first = "", ...rest] = wrap(
    `${line ?? 0}:${column ?? 0} ${severity}: ${message}`,
    WIDTH - 4,
  );
  return [
    `  ${colours(paint)[severity](first)}`,
    ...indented(rest, 4).map(colours(paint)[severity]),
    ...part("why", why),
    ...part("help", help),
  ];
}

function colours(paint: Paint) {
  return { error: paint.red, warning: paint.yellow, note: paint.blue };
}
