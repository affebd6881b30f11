import { largest } from "../core/largest.js";

/** The widest bar of plus and minus signs. */
const BAR = 40;

/** Counts the lines that differ in each file, as `git diff --stat` does, from their unified diffs by path. */
export function diffStat(
  diffs: readonly { readonly path: string; readonly diff: string }[],
): string {
  const counts = diffs.map(({ path, diff }) => ({ path, ...countLines(diff) }));
  const widest = largest(counts.map(({ path }) => path.length));
  const most = largest(counts.map(({ added, removed }) => added + removed));
  const scale = Math.max(1, most / BAR);
  const bar = (sign: string, lines: number): string =>
    sign.repeat(lines === 0 ? 0 : Math.max(1, Math.round(lines / scale)));
  const digits = String(most).length;
  const lines = counts.map(
    ({ path, added, removed }) =>
      ` ${path.padEnd(widest)} | ${String(added + removed).padStart(digits)} ${bar("+", added)}${bar("-", removed)}`,
  );
  const sum = (of: "added" | "removed"): number =>
    counts.reduce((all, each) => all + each[of], 0);
  const total = ` ${diffs.length} files, ${sum("added")} lines added, ${sum("removed")} removed`;
  return `${[...lines, total].map((line) => line.trimEnd()).join("\n")}\n`;
}

function countLines(diff: string): {
  readonly added: number;
  readonly removed: number;
} {
  let [added, removed] = [0, 0];
  // The first two lines are the names of the file.
  for (const line of diff.split("\n").slice(2)) {
    if (line.startsWith("+")) added += 1;
    else if (line.startsWith("-")) removed += 1;
  }
  return { added, removed };
}
