/** The spaces by which a field is deeper than the one that it is in. */
const STEP = 2;

/**
 * Tells how many spaces a new line of a spec starts with, after the text of the line before: as many as that, or more
 * after a line that opens a field or a bracket.
 */
export function indentAfter(line: string): number {
  const [lead = ""] = /^\s*(?:-\s+)*/u.exec(line) ?? [];
  const text = line.replace(/(?:^|\s)#.*$/u, "").trimEnd();
  return lead.length + (/[:[{]$/u.test(text) ? STEP : 0);
}
