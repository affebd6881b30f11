import type { Source, Span } from "../../core/source.js";
import { linesOf, spanOfLine } from "../lines.js";

/** An option of a section, as `include=throughput-performance`. */
export interface Option {
  readonly value: string;
  /** Its name. */
  readonly span: Span;
}

/** A section of an INI file. */
export interface Section {
  readonly name: string;
  readonly header: Span;
  readonly headerStart: number;
  /** The lines below the header. */
  readonly from: number;
  readonly to: number;
  readonly options: ReadonlyMap<string, Option>;
}

/** Divides an INI file into its sections, in their order. */
export function sectionsOf(source: Source): readonly Section[] {
  const lines = linesOf(source);
  const starts = lines.flatMap((line, at) => {
    const name = /^\s*\[([\w.-]+)\]\s*(?:#.*)?$/u.exec(line.text)?.[1];
    return name === undefined ? [] : [{ name, line, at }];
  });
  return starts.map(({ name, line, at }, index) => {
    const next = starts[index + 1];
    return {
      name,
      header: spanOfLine(source, line),
      headerStart: line.start,
      from: lines[at + 1]?.start ?? source.text.length,
      to: next?.line.start ?? source.text.length,
      options: optionsOf(source, lines.slice(at + 1, next?.at)),
    };
  });
}

function optionsOf(
  source: Source,
  lines: ReturnType<typeof linesOf>,
): Section["options"] {
  const options = new Map<string, Option>();
  for (const { text, start } of lines) {
    const [, blanks = "", name, value = ""] =
      /^(\s*)([\w-]+)\s*=\s*([^#]*)/u.exec(text) ?? [];
    if (name === undefined) continue;
    const from = start + blanks.length;
    const span = { source, start: from, end: from + name.length };
    options.set(name, { value: value.trim(), span });
  }
  return options;
}
