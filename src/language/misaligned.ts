import { type Diagnostic, error } from "../core/diagnostic.js";
import { positionAt, type Source } from "../core/source.js";
import { type Line, linesOf } from "./pasted/lines.js";

/** A line `key:` of a block mapping, which may be in an item of a list. */
interface KeyLine {
  readonly key: string;
  readonly number: number;
  readonly indent: number;
  /** What is before the key: blanks, and the dash of a list item. */
  readonly before: string;
  /** Whether a value follows on the same line, so that nothing can be below the key. */
  readonly hasValue: boolean;
}

/**
 * Explains an error of the indentation by the lines that do not match: the first line that is deeper than a key with a
 * value, or in a column in which no line above starts. Undefined if there is none near the place of the error.
 */
export function reportMisaligned(
  source: Source,
  offset: number,
): Diagnostic | undefined {
  const near = positionAt(source, offset).line;
  const above: KeyLine[] = [];
  const lines = linesOf(source.text);
  for (const [at, line] of lines.entries()) {
    const here = keyLineOf(line, at + 1);
    if (here === undefined) continue;
    if (here.number > near + 1) return undefined;
    const start = line.start + here.indent;
    const span = { source, start, end: start + here.key.length + 1 };
    const last = above.at(-1);
    if (last !== undefined && here.indent > last.indent && last.hasValue)
      return here.number < near
        ? undefined
        : error(
            "yaml-syntax",
            span,
            `\`${here.key}:\` is indented deeper than \`${last.key}:\` on line ${last.number}, which has a value`,
            {
              help: `indent it by ${blanks(last.indent)}, like \`${last.key}:\``,
              related: [
                {
                  message: "the line that it does not match",
                  span: spanOf(source, lines, last),
                },
              ],
            },
          );
    let shut: KeyLine | undefined;
    while ((above.at(-1)?.indent ?? -1) > here.indent) shut = above.pop();
    const level = above.at(-1);
    // A field in the column of a list item is another mistake.
    if (shut?.before.charAt(here.indent) === "-") return undefined;
    if (shut !== undefined && level?.indent !== here.indent)
      return here.number < near
        ? undefined
        : error(
            "yaml-syntax",
            span,
            `\`${here.key}:\` is indented by ${blanks(here.indent)}, and no line above it is`,
            {
              help: `indent it by ${[shut, ...(level === undefined ? [] : [level])].map((each) => `${blanks(each.indent)}, like \`${each.key}:\` on line ${each.number}`).join(", or by ")}`,
              related: [
                {
                  message: "the line that it does not match",
                  span: spanOf(source, lines, shut),
                },
              ],
            },
          );
    if (level?.indent === here.indent) above.pop();
    above.push(here);
  }
  return undefined;
}

function keyLineOf(
  { text, isProse }: Line,
  number: number,
): KeyLine | undefined {
  if (isProse) return undefined;
  const [, space = "", key, rest = ""] =
    /^((?: |- )*)([^\s#'"[\]{}&*!|>%@,-][^#:[\]{}]*|"[^"]*"|'[^']*'):(?=\s|$)(.*)$/u.exec(
      text,
    ) ?? [];
  return key === undefined
    ? undefined
    : {
        key,
        number,
        indent: space.length,
        before: space,
        hasValue: /^\s*[^\s#&!|>[{]/u.test(rest),
      };
}

function spanOf(
  source: Source,
  lines: readonly Line[],
  { number, indent, key }: KeyLine,
) {
  const start = (lines[number - 1]?.start ?? 0) + indent;
  return { source, start, end: start + key.length + 1 };
}

function blanks(count: number): string {
  return count === 0
    ? "no blanks"
    : count === 1
      ? "1 blank"
      : `${count} blanks`;
}
