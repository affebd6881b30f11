import { addAll } from "../../core/add-all.js";
import type { Source } from "../../core/source.js";
import { Conditions } from "../conditions.js";
import type { Item } from "../layout.js";
import { type Line, linesOf, spanOfLine } from "../lines.js";
import { templateLine } from "../template-line.js";
import type { Remark } from "../types.js";
import type { Assigned, Part } from "./assignment.js";

/** What the lines of a file are. */
export interface ReadItems {
  readonly items: Item[];
  readonly remarks: Remark[];
}

/** Reads one line that is not empty, a comment or of a template. */
export type LineReader = (part: Part) => Assigned | readonly Assigned[];

/** Reads lines as loaders do, and the templates that such files are made from. */
export function readLines(
  source: Source,
  read: LineReader,
  {
    from = 0,
    to = source.text.length,
    condition,
  }: {
    readonly from?: number;
    readonly to?: number;
    /** Under which all of them are set. */
    readonly condition?: string | undefined;
  } = {},
): ReadItems {
  const items: Item[] = [];
  const remarks: Remark[] = [];
  const conditions = new Conditions();
  let isRemoved = false;
  for (const line of joined(linesOf(source, from, to), source, remarks)) {
    const trimmed = line.text.trim();
    if (isRemoved) {
      isRemoved = !trimmed.includes("#}");
      continue;
    }
    if (trimmed === "") {
      items.push({ kind: "blank" });
      continue;
    }
    if (/^[#;]/u.test(trimmed)) {
      items.push({ kind: "comment", line: commentLine(source, line) });
      continue;
    }
    if (trimmed.startsWith("{#") && !trimmed.includes("#}")) {
      isRemoved = true;
      continue;
    }
    const template = templateLine(line.text);
    conditions.apply(template?.before ?? []);
    const part = partOf(source, line, template);
    if (template?.expression !== undefined) {
      const found = unknown(part, template.expression);
      items.push({ kind: found === undefined ? "break" : "left" });
      if (found !== undefined) remarks.push(found);
    } else if (part.text === "" || /^\[[\w.-]+\]$/u.test(part.text)) {
      items.push({ kind: "break" });
    } else {
      for (const assigned of [read(part)].flat()) {
        addAll(remarks, assigned.remarks);
        const { setting, comment } = assigned;
        if (setting !== undefined) {
          const under = all(condition, conditions.text);
          items.push({ kind: "setting", setting, comment, condition: under });
        } else if (assigned.remarks.length > 0) items.push({ kind: "left" });
      }
    }
    conditions.apply(template?.after ?? []);
  }
  return { items, remarks };
}

function all(
  ...conditions: readonly (string | undefined)[]
): string | undefined {
  const stated = conditions.filter((each) => each !== undefined);
  return stated.length === 0 ? undefined : stated.join(", ");
}

function commentLine(source: Source, line: Line) {
  const span = spanOfLine(source, line);
  // Only one mark: others are a part of the drawing around a title.
  const text = line.text.trim().slice(1);
  return { text, span };
}

function partOf(
  source: Source,
  { text, start }: Line,
  template: { readonly text: string; readonly start: number } | undefined,
): Part {
  if (template !== undefined)
    return { source, text: template.text, start: start + template.start };
  const blanks = text.length - text.trimStart().length;
  return { source, text: text.trim(), start: start + blanks };
}

/** A line whose text only the template's program knows. */
function unknown(part: Part, expression: string): Remark | undefined {
  // Ansible replaces this by a comment.
  if (/\bansible_managed\b/u.test(part.text)) return undefined;
  const at = part.text.indexOf("=");
  const name = at < 0 ? "" : part.text.slice(0, at).trim();
  const isKnown = name !== "" && !name.includes(expression.slice(0, 2));
  return {
    kind: "left",
    span: {
      source: part.source,
      start: part.start,
      end: part.start + (isKnown ? name.length : part.text.length),
    },
    message: isKnown
      ? `the value of \`${name}\` is a variable, \`${expression}\``
      : `only the program of the template knows what \`${part.text}\` sets`,
    help: isKnown
      ? "write the value that it has on the nodes"
      : "import the file that the template gives",
  };
}

/** Joins lines that end in a backslash, as no loader but busybox does. */
function* joined(
  lines: readonly Line[],
  source: Source,
  remarks: Remark[],
): Generator<Line> {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (line === undefined) return;
    if (
      !/[^\s\\]\s*\\$/u.test(line.text.slice(-50)) ||
      /^\s*[#;]/u.test(line.text)
    ) {
      yield line;
      continue;
    }
    const texts = [];
    const first = line;
    let text = first.text;
    while (text.endsWith("\\") && at + 1 < lines.length) {
      texts.push(text.slice(0, -1).trimEnd());
      at += 1;
      text = lines[at]?.text.trim() ?? "";
    }
    texts.push(text.endsWith("\\") ? text.slice(0, -1) : text);
    remarks.push({
      kind: "changed",
      span: spanOfLine(source, first),
      message:
        "the line is taken with those below it: systemd and procps do not join lines that end in `\\`, and pass it to the kernel",
    });
    yield { text: texts.join(" "), start: first.start };
  }
}
