import type { Code } from "../../rules/codes.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { visible } from "../../encode/visible.js";
import { formatPlace } from "../../core/source.js";
import { detailsOf } from "./details.js";

/** Findings as a Markdown list, for comments on changes and for job summaries. */
export function markdownReport(
  diagnostics: readonly Diagnostic<Code>[],
  summary: string,
): string {
  const items = diagnostics.map((diagnostic) => {
    const { severity, code, message, span } = diagnostic;
    const place =
      span === undefined ? "" : ` \`${visible(formatPlace(span))}\``;
    return [
      `- **${severity}**${place} ${escapedMarkdown(message)} (\`${code}\`)`,
      ...detailsOf(diagnostic).map(
        ({ label, text }) => `  - ${label}: ${escapedMarkdown(text)}`,
      ),
    ].join("\n");
  });
  return [
    ...items,
    ...(summary === "" ? [] : ["", escapedMarkdown(summary)]),
    "",
  ]
    .join("\n")
    .replace(/^\n/u, "");
}

/** Escapes what Markdown or HTML would read as markup outside of code between backticks. */
export function escapedMarkdown(text: string): string {
  return visible(text)
    .split(/(`[^`]*`)/u)
    .map((piece, at) =>
      at % 2 === 1
        ? piece
        : piece.replaceAll(/[\\*_[\]<>|#]/gu, String.raw`\$&`),
    )
    .join("");
}
