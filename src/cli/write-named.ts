import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { errnoWords, isDiskError } from "../output/errno.js";
import { replaceFile } from "../output/temporary.js";
import { isNamedPipe, NamedPipeError } from "./named-pipe.js";

/**
 * Writes a text to the file that an option names. As a shell does, it writes through devices and symbolic links, makes no
 * folders and respects a file that is read-only; but it never overwrites what somebody may miss.
 *
 * @param mayReplace whether an earlier file, by its text, may be replaced
 * @returns whether it is written; if not, something else is there
 * @throws an errno error
 */
export function writeNamed(
  path: string,
  text: string,
  mayReplace: (earlier: string) => boolean,
): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return writeNew(path, text);
  if (isNamedPipe(path, stat)) throw new NamedPipeError();
  if (!stat.isFile()) {
    // A folder is an error of the operating system here.
    writeFileSync(path, text);
    return true;
  }
  if (stat.size > 0 && !mayReplace(readFileSync(path, "utf8"))) return false;
  accessSync(path, constants.W_OK);
  replaceFile(realpathSync(path), text);
  return true;
}

/** Writes a new file; a link that leads nowhere is in the way, too. */
function writeNew(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (thrown) {
    if (isDiskError(thrown) && thrown.code === "EEXIST") return false;
    throw thrown;
  }
}

/** The error for a file that an option names and that cannot be written. */
export function unwritable(
  path: string,
  thrown: { readonly code: string },
  help: string,
): Diagnostic {
  const folder = dirname(path);
  const isFolderMissing = thrown.code === "ENOENT" && !existsSync(folder);
  return error(
    "output-unwritable",
    undefined,
    `${path} cannot be written: ${isFolderMissing ? `there is no folder ${folder}` : errnoWords(thrown)}`,
    { help },
  );
}
