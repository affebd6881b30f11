import { compiled } from "../support/compile.js";

/** The findings of some rules, as `line:column rule`. */
export function lineFindings(
  text: string,
  wanted: (rule: string) => boolean,
): readonly string[] {
  return compiled(text)
    .findings.filter(({ rule }) => wanted(rule) || rule === "tool-fault")
    .map(({ rule, line = 0, column = 0 }) => `${line}:${column} ${rule}`);
}
