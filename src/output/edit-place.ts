import { type ComparedFile, isWritten } from "./classify.js";
import { withLineFeeds } from "./disk.js";

/** More places that differ are not told apart: each doubles the number of texts to try. */
const MOST_PLACES = 10;

/** If more lines differ, nothing is searched: finding the smallest difference would take too long. */
const MOST_EDITS = 500;

/** A place where a file differs from the output. */
interface Place {
  /** In the text of the file. */
  readonly start: number;
  readonly found: string;
  readonly wanted: string;
}

/** Adds to edited files where they were edited. */
export async function withEditPlaces(
  files: readonly ComparedFile[],
): Promise<readonly ComparedFile[]> {
  if (files.every(({ status }) => status !== "edited")) return files;
  const located: ComparedFile[] = [];
  for (const file of files) {
    const { found, wanted, recorded } = file;
    located.push(
      found === undefined || wanted === undefined || recorded === undefined
        ? file
        : Object.freeze({
            ...file,
            editedAt: await editPlace(found, withLineFeeds(wanted), (text) =>
              isWritten(text, recorded),
            ),
          }),
    );
  }
  return Object.freeze(located);
}

/**
 * Finds where a file was edited, as an offset in its text. Where the spec changed, too, the output differs in more places:
 * those are edits without which the file is what tunegen wrote, as the hash tells. The start of the file where that is not
 * found.
 *
 * @param isOwn whether tunegen wrote a text
 */
async function editPlace(
  found: string,
  wanted: string,
  isOwn: (text: string) => boolean,
): Promise<number> {
  if (isOwn(wanted)) return firstDifference(found, wanted);
  const places = await placesOf(found, wanted);
  const [only] = places;
  if (only === undefined || places.length > MOST_PLACES) return 0;
  if (places.length === 1) return only.start;
  for (const edits of subsets(places))
    if (isOwn(withoutEdits(found, edits))) return edits[0]?.start ?? 0;
  return 0;
}

/** Returns the first place in a text that differs from another one, as an offset. */
export function firstDifference(found: string, wanted: string): number {
  let at = 0;
  while (at < found.length && found[at] === wanted[at]) at++;
  return Math.min(at, Math.max(0, found.length - 1));
}

async function placesOf(
  found: string,
  wanted: string,
): Promise<readonly Place[]> {
  // Loaded late: most checks find no edited file.
  const { diffArrays } = await import("diff");
  const changes = diffArrays(linesOf(found), linesOf(wanted), {
    maxEditLength: MOST_EDITS,
  });
  const places: Place[] = [];
  let start = 0;
  for (const { value, added, removed } of changes ?? []) {
    const text = value.join("");
    const last = places.at(-1);
    // A line that is replaced comes as one that is removed, and one that is added.
    if (added && last !== undefined && last.start + last.found.length === start)
      places[places.length - 1] = { ...last, wanted: last.wanted + text };
    else if (added || removed)
      places.push({
        start,
        found: removed ? text : "",
        wanted: added ? text : "",
      });
    if (!added) start += text.length;
  }
  return places;
}

/** Every choice of some places, the smaller ones first. */
function subsets(places: readonly Place[]): readonly (readonly Place[])[] {
  return places
    .reduce<readonly (readonly Place[])[]>(
      (all, place) => [...all, ...all.map((some) => [...some, place])],
      [[]],
    )
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length);
}

function withoutEdits(found: string, edits: readonly Place[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of edits) {
    pieces.push(found.slice(at, edit.start), edit.wanted);
    at = edit.start + edit.found.length;
  }
  return pieces.join("") + found.slice(at);
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/u);
}
