import type { YAMLError } from "yaml";
import { type Details, type Diagnostic, error } from "../core/diagnostic.js";
import { shortNameList } from "../core/name-list.js";
import { codePoint } from "../core/characters.js";
import { lineText, positionAt, type Source, spanText } from "../core/source.js";
import { linesOf } from "./pasted/lines.js";

/** Reports the lines that begin with a tab, all of them at the first; undefined if there are none. */
export function reportTabs(
  errors: readonly YAMLError[],
  source: Source,
): Diagnostic | undefined {
  const lineOf = ({ pos }: YAMLError): number =>
    positionAt(source, pos[0]).line;
  const isTab = ({ code }: YAMLError): boolean => code === "TAB_AS_INDENT";
  const begins = ({ pos: [at] }: YAMLError): boolean =>
    source.text.slice(source.text.lastIndexOf("\n", at) + 1, at).trim() === "";
  // A tab behind a colon only matters because of what follows it, which is an error of its own.
  const tabs = errors.filter(
    (each) =>
      isTab(each) &&
      (begins(each) ||
        !errors.some(
          (other) => !isTab(other) && lineOf(other) === lineOf(each),
        )),
  );
  if (tabs.length === 0) return undefined;
  const [start = 0, end = start + 1] = tabs[0]?.pos ?? [];
  const lines = new Set(tabs.map(({ pos }) => positionAt(source, pos[0]).line));
  const others =
    lines.size === 1
      ? ""
      : `, and so ${lines.size === 2 ? "is" : "are"} ${itemList([...lines].slice(1))}`;
  return error(
    "yaml-syntax",
    {
      source,
      start,
      end: Math.min(Math.max(end, start + 1), source.text.length),
    },
    `this line is indented with a tab${others}`,
    {
      why: "YAML does not allow tabs in the indentation",
      help: "indent with spaces, two for each level",
    },
  );
}

function itemList(lines: readonly number[]): string {
  return `line${lines.length === 1 ? "" : "s"} ${shortNameList(lines.map(String), 5)}`;
}

/** Blanks other than a space at the beginning of a line. */
const foreignBlank = /^ *([^\S \t\r\n])\s*/u;

/** Explains a name that begins with a blank other than a space, as message and details. */
export function beginsWithBlank(name: string): readonly [string, Details] {
  return [
    `${codePoint(name)} is in the place of a space`,
    {
      why: "YAML reads it as a part of the name",
      help: "write a space, or remove it",
    },
  ];
}

/** Replaces errors of the syntax in lines that begin with blanks other than spaces by one; undefined if no error is in such a line. */
export function reportForeignBlanks(
  diagnostics: readonly Diagnostic[],
  source: Source,
): Diagnostic | undefined {
  const isIn = ({ code, span }: Diagnostic): boolean =>
    code === "yaml-syntax" &&
    span !== undefined &&
    foreignBlank.test(lineText(source, positionAt(source, span.start).line));
  if (!diagnostics.some(isIn)) return undefined;
  const spans = linesOf(source.text).flatMap(({ text, start, isProse }) => {
    const [blanks] = (isProse ? null : foreignBlank.exec(text)) ?? [];
    return blanks === undefined
      ? []
      : [{ source, start, end: start + blanks.length }];
  });
  const [first, ...others] = spans;
  if (first === undefined) return undefined;
  const lines = others.map(({ start }) => positionAt(source, start).line);
  const [message, details] = beginsWithBlank(
    spanText(first).replace(/^ */u, ""),
  );
  const also = lines.length === 0 ? "" : `, also on ${itemList(lines)}`;
  return error("yaml-syntax", first, `${message}${also}`, {
    ...details,
    fix: spans.map((span) => ({
      span,
      text: spanText(span).replaceAll("\uFEFF", "").replaceAll(/\s/gu, " "),
    })),
  });
}
