import { lineText, positionAt } from "../core/source.js";
import type { Reading, Remark } from "./types.js";
import { isPlausibleKey } from "./yaml/sysctl-key.js";

/**
 * Finds lines that have the name of a sysctl with a value, and were neither taken nor reported.
 * @param comments the lines that are comments, and were read as such
 */
export function findLost(
  { source, settings, commentedOut, remarks, heading }: Omit<Reading, "format">,
  comments: ReadonlySet<number>,
): readonly Remark[] {
  const seen = new Set(comments);
  for (const { span } of [
    ...settings,
    ...commentedOut,
    ...remarks,
    ...(heading === undefined ? [] : [heading]),
  ])
    seen.add(positionAt(source, span.start).line);
  const lost: Remark[] = [];
  const key = /\b(?:net|vm|kernel|fs|user)[./][\w./*:-]{2,100}/gu;
  let last = 0;
  for (
    let found = key.exec(source.text);
    found;
    found = key.exec(source.text)
  ) {
    const { line } = positionAt(source, found.index);
    const name = found[0].replace(/[.:/-]+$/u, "");
    if (line === last || seen.has(line) || !isPlausibleKey(name)) continue;
    const rest = lineText(source, line);
    if (!/[:=]/u.test(rest)) continue;
    last = line;
    const span = { source, start: found.index, end: found.index + name.length };
    const message = `\`${name}\` was not taken: tunegen does not know what this line is`;
    lost.push({
      kind: "left",
      span,
      message,
      help: "add the setting to the spec, if it is one",
    });
  }
  return lost;
}
