import type { YAMLError } from "yaml";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { shortNameList } from "../core/name-list.js";
import { readMiswritten, reportMiswritten } from "../core/miswritten.js";
import {
  lineText,
  positionAt,
  type Source,
  type Span,
} from "../core/source.js";

/** Explains a frequent error of the syntax in the words of the spec; undefined for any other. */
export function explainSyntax(
  { code, message }: Pick<YAMLError, "code" | "message">,
  span: Span,
): Diagnostic | undefined {
  const { line, column } = positionAt(span.source, span.start);
  const text = lineText(span.source, line);
  const isLine = ofLines.test(message);
  const start = span.start - column + 1;
  const above = line === 1 ? "" : lineText(span.source, line - 1);
  // After a text with a comment, the library reports the line below it.
  const isAbove =
    message.startsWith("All mapping items") &&
    above.search(/\S/u) === text.search(/\S/u);
  const miswritten = isLine
    ? ((isAbove
        ? miswrittenLine(above, { ...span, start: start - above.length - 1 })
        : undefined) ?? miswrittenLine(text, { ...span, start }))
    : undefined;
  if (miswritten !== undefined) return miswritten;
  if (code === "BLOCK_AS_IMPLICIT_KEY") {
    const [, key, value] =
      /^\s*(?:- )?([^\s:#]+):\s+([^#]*?\S:(?:\s.*)?)$/u.exec(text) ?? [];
    if (key === undefined || value === undefined) return undefined;
    return /^[a-z][\w./-]*:(?: \S+$| \{|$)|^[a-z]\w*\./u.test(value)
      ? error(
          "yaml-syntax",
          span,
          `two fields on one line, \`${key}:\` and one below it`,
          {
            help: `write \`${value}\` on the next line, indented by 2 more blanks`,
          },
        )
      : error(
          "yaml-syntax",
          span,
          `\`${key}:\` has a text with a colon and a blank`,
          {
            why: "YAML reads a field there",
            help: `put the text into quotes: ${key}: ${JSON.stringify(value)}`,
          },
        );
  }
  const word = /^\s*([\w.-]+)\s*(?:#.*)?$/u.exec(text)?.[1];
  if (isLine && word?.startsWith("-") === true)
    return error(
      "yaml-syntax",
      span,
      `\`${word}\` has no blank after the dash`,
      {
        why: "YAML reads it as one word",
        help: `write \`${word.replace(/^-+/u, "- ")}\``,
      },
    );
  if (isLine && word !== undefined)
    return error("yaml-syntax", span, `\`${word}\` has no colon`, {
      help: `write \`${word}:\``,
    });
  return undefined;
}

/** What the library says where it misses the colon of a line. */
const ofLines =
  /^(?:Implicit (?:map )?keys need|All mapping items|Nested mappings|Unexpected scalar token$)/u;

/** Explains a line whose field has no colon and blank; undefined for any other. */
function miswrittenLine(
  line: string,
  { source, start }: Span,
): Diagnostic | undefined {
  const whole = line.replace(/\s#.*/u, "").trimEnd();
  const before = /^\s*(?:- +)?/u.exec(whole)?.[0] ?? "";
  const text = whole.slice(before.length);
  const miswritten = readMiswritten(text);
  const from = start + before.length;
  return (
    miswritten &&
    reportMiswritten(
      miswritten,
      { source, start: from, end: from + text.length },
      "yaml-syntax",
    )
  );
}

/** Explains errors of the syntax by the markers of a merge conflict of git; undefined without one. */
export function reportConflict(source: Source): Diagnostic | undefined {
  const found = /^<{7} [^]*^={7}\r?$[^]*^>{7} /mu.exec(source.text);
  return found === null
    ? undefined
    : error(
        "yaml-syntax",
        { source, start: found.index, end: found.index + 7 },
        "a merge conflict of git begins here",
        {
          help: "keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        },
      );
}

/** Explains errors of the syntax by the placeholders of a template that the text still has; undefined without one. */
export function reportTemplate(source: Source): Diagnostic | undefined {
  const lines = source.text.split("\n");
  const found = lines.flatMap((line, at) => {
    const column = line.replace(/(?:^|\s)#.*/u, "").search(/\{\{|\{%|<%/u);
    return column === -1 ? [] : [{ number: at + 1, column }];
  });
  const [first, ...others] = found;
  if (first === undefined) return undefined;
  const before = lines.slice(0, first.number - 1);
  const start =
    before.reduce((sum, line) => sum + line.length + 1, 0) + first.column;
  const numbers = others.map(({ number }) => String(number));
  const more =
    numbers.length === 0
      ? ""
      : `, and so ${numbers.length === 1 ? "does line" : "do lines"} ${shortNameList(numbers, 5)}`;
  return error(
    "yaml-syntax",
    { source, start, end: start + 2 },
    `this line has a placeholder of a template${more}`,
    {
      why: "tunegen reads the spec as it is, and fills in no templates",
      help: "write the value, or render the template before tunegen reads it",
    },
  );
}
