import type { YAMLError } from "yaml";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { shortNameList } from "../core/name-list.js";
import { positionAt, type Source } from "../core/source.js";

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
