import { dirname } from "node:path";
import { error, type Diagnostic } from "../core/diagnostic.js";
import type { Failure } from "./apply-changes.js";
import { errnoWords } from "./errno.js";
import type { MessageContext } from "./explain-file.js";
import { manifestPath, relativePath, shownPath } from "./location.js";
import { lockPath } from "./lock.js";

export const nothingChanged = "nothing was changed";

/** A file that could not be written or deleted, with what the build had done until then. */
export function unwritableError(
  { path, action, error: thrown }: Failure,
  state: string,
  { location, build }: MessageContext,
): Diagnostic {
  const shown = shownPath(location, relativePath(location, path));
  const done = action === "write" ? "written" : "deleted";
  return error(
    "output-unwritable",
    undefined,
    `${shown} cannot be ${done}: ${errnoWords(thrown)}`,
    { why: state, help: `fix this, then run \`${build}\` again` },
  );
}

/** Another build that holds the lock for too long. */
export function lockedError({ location, build }: MessageContext): Diagnostic {
  const folder = dirname(shownPath(location, manifestPath(location)));
  return error(
    "output-locked",
    undefined,
    `another build is writing to ${folder}`,
    {
      why: nothingChanged,
      help: `run \`${build}\` again when it has finished; the lock of a killed build expires after a few seconds`,
    },
  );
}

/** A folder in the place of the lock, which no build has made. */
export function obstructedError({
  location,
  build,
}: MessageContext): Diagnostic {
  const path = lockPath(dirname(shownPath(location, manifestPath(location))));
  return error(
    "output-unwritable",
    undefined,
    `${path} cannot be locked: it is a folder with files in it`,
    {
      why: `${nothingChanged}; a build locks the output by an empty folder of this name`,
      help: `remove it, then run \`${build}\` again`,
    },
  );
}
