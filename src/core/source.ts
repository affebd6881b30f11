/** A source text. Offsets count UTF-16 code units; lines and columns count from 1. */
export interface Source {
  /** The file name in messages. */
  readonly name: string;
  readonly text: string;
}

/** A range in a source; `end` is the first offset after it. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

const lineStarts = new WeakMap<Source, readonly number[]>();

function startsOf(source: Source): readonly number[] {
  let starts = lineStarts.get(source);
  if (starts === undefined) {
    const found = [0];
    for (
      let at = source.text.indexOf("\n");
      at !== -1;
      at = source.text.indexOf("\n", at + 1)
    ) {
      found.push(at + 1);
    }
    starts = found;
    lineStarts.set(source, starts);
  }
  return starts;
}

/** Returns the line and column of an offset. */
export function positionAt(source: Source, offset: number): Position {
  const starts = startsOf(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Returns the offset of a line and column; beyond a line's end, that of the end. */
export function offsetAt(source: Source, { line, column }: Position): number {
  const start = startsOf(source)[line - 1] ?? source.text.length;
  return start + Math.min(column - 1, lineText(source, line).length);
}

/** Returns the text of a line, without its line break. */
export function lineText(source: Source, line: number): string {
  const starts = startsOf(source);
  const start = starts[line - 1];
  if (start === undefined) return "";
  const next = starts[line];
  return source.text.slice(start, next === undefined ? undefined : next - 1);
}

/** Returns the text of a span. */
export function spanText(span: Span): string {
  return span.source.text.slice(span.start, span.end);
}

/** Formats a place as compilers do: `tuning.yaml:12:7`. */
export function formatPlace(span: Span): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${span.source.name}:${line}:${column}`;
}
