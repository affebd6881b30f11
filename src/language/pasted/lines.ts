/** A line of a text. */
export interface Line {
  readonly text: string;
  /** The offset of its first character. */
  readonly start: number;
  /** Whether it is part of a block scalar, such as a reason of several lines. */
  readonly isProse: boolean;
}

/** Splits a YAML text into lines. */
export function linesOf(text: string): readonly Line[] {
  let start = 0;
  let prose: number | undefined;
  return text.split("\n").map((line) => {
    const indent = line.search(/\S/u);
    if (prose !== undefined && indent !== -1 && indent <= prose)
      prose = undefined;
    const isProse = prose !== undefined;
    if (!isProse && /:\s+[|>][-+0-9]*\s*(?:#.*)?$/u.test(line)) prose = indent;
    const each = { text: line, start, isProse };
    start += line.length + 1;
    return each;
  });
}
