import type { CodeEntry } from "../../core/diagnostics/entry.js";
import { codeGroups, isErrorCode } from "../../core/diagnostics/registry.js";
import { exampleDocs, situationBlock } from "../example-docs.js";

/** docs/errors.md, from the registry: Markdown that the formatter still has to lay out. */
export function errorsDocs(): string {
  return [
    "# Errors",
    "",
    "<!-- Generated from src/core/diagnostics/ by `npm run docs`. Do not edit. -->",
    "",
    "Every code that tunegen prints in brackets and that is not a [rule](rules.md). `tunegen explain unknown-key` prints the same on the",
    "console, with the places where it occurs in your spec. An error in the spec ends the command with exit code 2. `check` ends with exit",
    "code 1 if the generated files differ from the spec.",
    "",
    ...codeGroups.flatMap(({ title, codes }) => [
      `## ${title}`,
      "",
      ...Object.entries<CodeEntry>(codes).flatMap(section),
    ]),
  ].join("\n");
}

function section([code, entry]: readonly [
  string,
  CodeEntry,
]): readonly string[] {
  const { severity, summary } = entry;
  return [
    `### ${code}`,
    "",
    `**${severity}** · ${summary}.`,
    "",
    ...codeBody(code, entry),
  ];
}

/** Returns what the documentation says of a code below its heading: Markdown that has not been formatted yet. */
export function codeBody(code: string, entry: CodeEntry): readonly string[] {
  const page = entry.page();
  return [
    page.explanation,
    "",
    ...("situation" in page
      ? situationBlock(page.situation)
      : isErrorCode(code)
        ? exampleDocs(code, page.failing, page.passing)
        : []),
  ];
}
