import { listOf } from "../../core/list-of.js";
import { toFinding } from "../../core/finding.js";
import { visible } from "../../encode/visible.js";
import { isSame } from "../../diff/diff-specs.js";
import { nodeNotes, nodesText } from "../../diff/by-risk.js";
import type { Change } from "../../diff/types.js";
import { toData } from "../../explain/data.js";
import type { NodePlan } from "../../plan/types.js";
import { riskClasses } from "../../risk/classes.js";
import { printJson } from "../formats/json.js";
import { escapedMarkdown } from "../formats/markdown.js";
import { type DiffReport, headline, noteTexts, sideText } from "./report.js";

/** What `diff --format json` prints; `docs/operate.md` documents the shape. */
export function diffJson(report: DiffReport): string {
  const { before, after, diff, sections, oldErrors } = report;
  return printJson(
    toData({
      version: 1,
      command: "diff",
      before,
      after,
      same: isSame(diff),
      risks: sections.map(({ risk, together }) => ({
        risk,
        ...riskClasses[risk],
        changes: together.reduce((sum, { changes }) => sum + changes.length, 0),
      })),
      groups: diff.groups.map((group) => ({
        ...group,
        nodes: group.nodes.map(nameOf),
      })),
      parts: diff.parts,
      added: diff.added.map(nameOf),
      removed: diff.removed.map(nameOf),
      files: diff.files,
      oldErrors: oldErrors.map(toFinding),
    }),
  );
}

function nameOf({ kind, name, role }: NodePlan): object {
  return { kind, name, role };
}

/** More rows than these are counted: a comment has at most 65,536 characters. */
const MOST_ROWS = 60;
const MOST_FILES = 20;

/**
 * The comment on a pull request: empty where nothing changes.
 *
 * @param most how many changes are listed; more are counted
 */
export function diffMarkdown(report: DiffReport, most = MOST_ROWS): string {
  const { diff, sections, oldErrors } = report;
  if (isSame(diff) && oldErrors.length === 0) return "";
  const rows = sections.flatMap(({ risk, together }) =>
    together.flatMap(({ subject, changes }) =>
      changes.map((change) => ({ risk, subject, change })),
    ),
  );
  const shown = rows.slice(0, most);
  const notes = new Map<string, string[]>();
  for (const { change } of shown) {
    const { note } = change.risk;
    if (note !== undefined) listOf(notes, note).push(change.name);
  }
  return [
    `**${escapedMarkdown(headline(report))}**`,
    "",
    ...(shown.length === 0
      ? []
      : [
          "| risk | setting | before | after | where |",
          "| --- | --- | --- | --- | --- |",
          ...shown.map(
            ({ risk, subject, change }) =>
              `| ${riskClasses[risk].title} | ${cells(change)} | ${cell(subject)} |`,
          ),
          ...(rows.length > shown.length
            ? ["", `And ${rows.length - shown.length} more changes.`]
            : []),
          "",
        ]),
    ...[...notes].map(([note, all]) => {
      const names = [...new Set(all)];
      return `- ${names.slice(0, 3).map(code).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}: ${cell(note)}`;
    }),
    ...aboutNodes(report),
    ...filesLines(report),
    ...(oldErrors.length === 0
      ? []
      : [
          `- The old spec has errors: what it does not say because of them is compared as not set.`,
        ]),
    "",
  ]
    .join("\n")
    .replace(/\n+$/u, "\n");
}

function cells({ name, before, after, standard }: Change): string {
  return [
    code(name),
    cell(sideText(before, standard)),
    cell(sideText(after, standard)),
  ].join(" | ");
}

function aboutNodes({ diff }: DiffReport): readonly string[] {
  const { added, removed, kept } = diff;
  return [
    ...nodeNotes(diff).map(
      (notes) =>
        `- ${cell(notes.subject)}: ${cell(noteTexts(notes).join("; "))}`,
    ),
    ...(added.length === 0
      ? []
      : [`- new: ${cell(nodesText(added, [...kept, ...added]))}`]),
    ...(removed.length === 0
      ? []
      : [`- removed: ${cell(nodesText(removed, removed))}`]),
  ];
}

function filesLines({ diff: { files } }: DiffReport): readonly string[] {
  if (files === undefined || files.length === 0) return [];
  const names = files.slice(0, MOST_FILES).map(({ path }) => code(path));
  const more = files.length - names.length;
  return [
    `- ${files.length === 1 ? "1 file" : `${files.length} files`}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  ];
}

function code(text: string): string {
  return `\`${visible(text)
    .replaceAll("`", "'")
    .replaceAll("|", String.raw`\|`)}\``;
}

function cell(text: string): string {
  return escapedMarkdown(text).replaceAll("\n", " ");
}
