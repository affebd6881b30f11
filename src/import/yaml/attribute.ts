import { positionAt } from "../../core/source.js";
import type { CommentedOut, FoundSetting, Reason, Remark } from "../types.js";
import { CommentTable } from "./comment-table.js";
import type { Comment } from "./compose.js";
import type { Draft, Findings, Section } from "./findings.js";

/** Settings that begin on one line: those of one flag, or a single one. */
interface Unit {
  readonly drafts: Draft[];
  readonly first: number;
  last: number;
  /** The column of the item, and of the section's key. */
  readonly column: number;
  readonly section: Section | undefined;
  above: Reason | undefined;
}

/** Gives every setting the comments that a reader would take for its reasons. */
export function attribute(
  findings: Findings,
  comments: readonly Comment[],
): {
  readonly settings: readonly FoundSetting[];
  readonly heading: Reason | undefined;
  readonly commentedOut: readonly CommentedOut[];
  readonly remarks: readonly Remark[];
  readonly lines: ReadonlySet<number>;
} {
  const table = new CommentTable(findings.source, comments, findings.sections);
  const units = unitsOf(findings);
  const isUnit = new Map(units.map((unit) => [unit.first, unit]));
  const heading = table.takeHeading((line) => isUnit.has(line));
  const settings: FoundSetting[] = [];
  const remarks: Remark[] = [];
  let header: Reason | undefined;
  let headerIsUsed = true;
  let headerSection: Section | undefined;
  const dropHeader = (): void => {
    if (header !== undefined && !headerIsUsed) remarks.push(noteOf(header));
    header = undefined;
  };
  for (let index = 0; index < units.length;) {
    const run = runFrom(units, index, table);
    index += run.length;
    const [first] = run;
    if (first === undefined) break;
    const blanks = table.blanksAbove(first.first);
    const found = table.takeHeader(first.first, first.section);
    if (
      found !== undefined ||
      headerSection !== first.section ||
      blanks > 1 ||
      (blanks === 1 && first.above !== undefined)
    )
      dropHeader();
    if (found !== undefined) {
      header = found;
      headerIsUsed = false;
      headerSection = first.section;
    }
    const isGroup = run.length > 1 || first.drafts.length > 1;
    const group = isGroup ? first.above : undefined;
    if (group === undefined && header !== undefined) headerIsUsed = true;
    for (const unit of run) {
      const end = table.endComment(unit.first, unit.last);
      const own = isGroup ? undefined : unit.above;
      for (const draft of unit.drafts)
        settings.push({
          holder: draft.holder,
          path: draft.path,
          value: draft.value,
          reason: joined(own, end),
          group: group ?? header ?? table.sectionReason(unit.section),
          nixPriority: undefined,
          span: findings.span(draft.key),
        });
    }
  }
  dropHeader();
  return {
    settings,
    heading,
    commentedOut: table.takeCommentedOut(),
    remarks: [...remarks, ...table.takeNotes().map(noteOf)],
    lines: table.lines,
  };
}

function noteOf(reason: Reason): Remark {
  return {
    kind: "note",
    span: reason.span,
    message: `the comment belongs to no single setting: ${[reason.text, ...reason.refs].filter((text) => text !== undefined).join(" ")}`,
  };
}

function unitsOf({ drafts, sections, source }: Findings): readonly Unit[] {
  const sorted = drafts.toSorted((a, b) => a.whole.start - b.whole.start);
  const ordered = sections.toSorted((a, b) => a.key.start - b.key.start);
  const open: Section[] = [];
  let next = 0;
  const units: Unit[] = [];
  for (const draft of sorted) {
    const { start, end } = draft.whole;
    for (;;) {
      const section = ordered[next];
      if (section === undefined || section.key.start > start) break;
      open.push(section);
      next += 1;
    }
    while ((open.at(-1)?.end ?? Infinity) < start) open.pop();
    const { line: first, column } = positionAt(source, start);
    const { line: last } = positionAt(source, Math.max(start, end - 1));
    const unit = units.at(-1);
    if (unit?.first === first) {
      unit.drafts.push(draft);
      unit.last = Math.max(unit.last, last);
      continue;
    }
    const section = open.at(-1);
    units.push({
      drafts: [draft],
      first,
      last,
      column,
      section,
      above: undefined,
    });
  }
  return units;
}

/** The unit and those that follow it without a blank line or a comment between. */
function runFrom(
  units: readonly Unit[],
  from: number,
  table: CommentTable,
): readonly Unit[] {
  const first = units[from];
  if (first === undefined) return [];
  const run = [first];
  first.above ??= table.takeAbove(first.first, first.column);
  for (let index = from + 1; index < units.length; index += 1) {
    const [before, unit] = [units[index - 1], units[index]];
    if (before === undefined || unit === undefined) break;
    unit.above ??= table.takeAbove(unit.first, unit.column);
    if (
      unit.section !== first.section ||
      unit.above !== undefined ||
      !table.isContiguous(before.last, unit.first)
    )
      break;
    run.push(unit);
  }
  return run;
}

/** The comment above a setting, and the one at the end of its line. */
function joined(
  above: Reason | undefined,
  end: Reason | undefined,
): Reason | undefined {
  if (above === undefined || end === undefined) return above ?? end;
  const texts = [above.text, end.text].filter((text) => text !== undefined);
  return Object.freeze({
    text:
      texts.length === 0
        ? undefined
        : texts.join(". ").replaceAll(/([.!?:;])\. /gu, "$1 "),
    refs: [...new Set([...above.refs, ...end.refs])],
    span: above.span,
  });
}
