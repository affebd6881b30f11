import { visible, visibleLines } from "../encode/visible.js";
import type { ComparedFile } from "./classify.js";
import { shownPath, type OutputLocation } from "./location.js";
import { specName } from "./explain-file.js";

/** Longer texts are not shown; in UTF-16 units. */
const maxLength = 1_000_000;

/** If more lines differ, the whole text is shown as replaced: finding the smallest difference would take too long. */
const maxEdits = 2_000;

/**
 * Prints the unified diff from the file on disk to the spec's output; empty if they are equal. `patch -p1` applies it,
 * unless there are control characters: these are printed as `\u{1b}`, because a terminal would interpret them.
 */
export async function unifiedDiff(
  { path, found, wanted, status }: ComparedFile,
  location: OutputLocation,
): Promise<string> {
  if (status === "fresh" || status === "orphan-gone") return "";
  const shown = visible(shownPath(location, path));
  if (found === undefined && status !== "missing") {
    return `${shown} is too large to show\n`;
  }
  if (found !== undefined && !isShowable(found)) {
    return `${shown} is not text, or too long to show\n`;
  }
  const from = found === undefined ? "/dev/null" : `a/${shown}\t(on disk)`;
  const to =
    wanted === undefined
      ? "/dev/null"
      : `b/${shown}\t(from ${visible(specName(location))})`;
  const head = `--- ${from}\n+++ ${to}\n`;
  return head + visibleLines(await hunks(found ?? "", wanted ?? ""));
}

/** Prints the unified diff between two texts of a file, with its name as a path of the working copy. */
export async function textDiff(
  name: string,
  before: string,
  after: string,
): Promise<string> {
  const shown = visible(name);
  return `--- a/${shown}\n+++ b/${shown}\n${visibleLines(await hunks(before, after))}`;
}

/** Counts the lines that a text gains and loses. */
export async function lineCounts(
  before: string,
  after: string,
): Promise<{ readonly added: number; readonly removed: number }> {
  const lines = (await hunks(before, after)).split("\n");
  const count = (mark: string): number =>
    lines.filter((line) => line.startsWith(mark)).length;
  return { added: count("+"), removed: count("-") };
}

async function hunks(before: string, after: string): Promise<string> {
  if (before === "" || after === "") return replacement(before, after);
  // Loaded late: a check of fresh files prints no diff.
  const { structuredPatch } = await import("diff");
  const patch = structuredPatch("", "", before, after, "", "", {
    context: 3,
    maxEditLength: maxEdits,
  });
  if (patch === undefined) return replacement(before, after);
  return patch.hunks
    .map(
      ({ oldStart, oldLines, newStart, newLines, lines }) =>
        `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${lines.join("\n")}\n`,
    )
    .join("");
}

function replacement(before: string, after: string): string {
  const removed = linesOf(before);
  const added = linesOf(after);
  const range = (lines: readonly string[]): string =>
    lines.length === 0 ? "0,0" : `1,${lines.length}`;
  return [
    `@@ -${range(removed)} +${range(added)} @@\n`,
    ...removed.map((line) => `-${line}\n`),
    ...(before === "" || before.endsWith("\n") ? [] : [noNewline]),
    ...added.map((line) => `+${line}\n`),
    ...(after === "" || after.endsWith("\n") ? [] : [noNewline]),
  ].join("");
}

const noNewline = "\\ No newline at end of file\n";

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function isShowable(text: string): boolean {
  return (
    text.length <= maxLength && !text.includes("\0") && !text.includes("\uFFFD")
  );
}
