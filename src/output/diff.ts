import type { ComparedFile } from "./classify.js";
import { shownPath, type Place } from "./folders.js";
import { specName } from "./explain-file.js";

/** Texts beyond this are named and not shown, in UTF-16 units. */
const longest = 1_000_000;

/** Texts that differ in more lines than this are shown as replaced as a whole: finding the least difference takes too long. */
const mostEdits = 2_000;

/**
 * The unified diff from what is on the disk to what the spec asks for; empty for files that do not differ. It can be
 * applied with `patch -p1`, but for control characters: those are shown as `\x1b`, since the terminal would obey them.
 */
export async function unifiedDiff(
  { path, found, wanted, status }: ComparedFile,
  place: Place,
): Promise<string> {
  if (status === "fresh" || status === "orphan-gone") return "";
  const shown = shownPath(place, path);
  if (found === undefined && status !== "missing") {
    return `${shown} on the disk is too large to be shown\n`;
  }
  if (found !== undefined && !isShowable(found)) {
    return `${shown} on the disk is not a text, or too long to be shown\n`;
  }
  const from = found === undefined ? "/dev/null" : `a/${shown}\t(on disk)`;
  const to =
    wanted === undefined
      ? "/dev/null"
      : `b/${shown}\t(from ${specName(place)})`;
  const head = `--- ${from}\n+++ ${to}\n`;
  return head + visible(await hunks(found ?? "", wanted ?? ""));
}

async function hunks(before: string, after: string): Promise<string> {
  if (before === "" || after === "") return wholly(before, after);
  // Loaded here: a check that finds everything fresh does without.
  const { structuredPatch } = await import("diff");
  const patch = structuredPatch("", "", before, after, "", "", {
    context: 3,
    maxEditLength: mostEdits,
  });
  if (patch === undefined) return wholly(before, after);
  return patch.hunks
    .map(
      ({ oldStart, oldLines, newStart, newLines, lines }) =>
        `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${lines.join("\n")}\n`,
    )
    .join("");
}

function wholly(before: string, after: string): string {
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
    text.length <= longest && !text.includes("\0") && !text.includes("\uFFFD")
  );
}

function visible(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\x01-\x08\x0b-\x1f\x7f-\x9f]/g,
    (character) =>
      `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
