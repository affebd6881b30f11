import { lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import { shortNameList } from "../../core/name-list.js";
import { makeFolder } from "../../output/apply-changes.js";
import { isDiskError } from "../../output/errno.js";
import type { RollbackFile } from "../../rollback/forms/files.js";
import type { Console } from "../console.js";
import type { RollbackOptions } from "../options.js";
import { unwritable, writeNamed } from "../write-named.js";

/** How many names a message lists. */
const NAMED = 8;

/** Writes the files and names them; returns why it cannot. An earlier rollback may be the only copy of old values. */
export function writeFiles(
  files: readonly RollbackFile[],
  { output = "rollback" }: RollbackOptions,
  { out }: Console,
): Diagnostic | undefined {
  const placed = files.map(({ path, text }) => ({
    path: join(output, path),
    text,
  }));
  const help = "choose another folder with -o";
  const others = placed.filter(({ path, text }) => !isFree(path, text));
  if (others.length > 0)
    return error(
      "output-exists",
      undefined,
      `${shortNameList(
        others.map(({ path }) => path),
        NAMED,
      )} ${others.length === 1 ? "exists" : "exist"} already, with other content`,
      {
        why: "an earlier rollback may have captured values or edits that are nowhere else; nothing was written",
        help: `${help}, or remove this one first`,
      },
    );
  for (const { path, text } of placed) {
    try {
      makeFolder(dirname(path), new Set());
      writeNamed(path, text, (earlier) => earlier === text);
    } catch (thrown) {
      if (!isDiskError(thrown)) throw thrown;
      return unwritable(path, thrown, help);
    }
    out.print(`${path}\n`);
  }
  return undefined;
}

/** Whether nothing is lost if a text is written there; what prevents writing is reported then. */
function isFree(path: string, text: string): boolean {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true
      ? readFileSync(path, "utf8") === text
      : stat === undefined;
  } catch (thrown) {
    if (isDiskError(thrown)) return true;
    throw thrown;
  }
}
