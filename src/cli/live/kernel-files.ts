import { readdirSync, readFileSync } from "node:fs";
import { MISSING, type Seen, seen } from "../../live/observation.js";
import { errnoWords, isDiskError } from "../../output/errno.js";

/** The names in a folder, sorted; none if it cannot be read. */
export function list(path: string): readonly string[] {
  try {
    return readdirSync(path).sort();
  } catch (thrown) {
    if (isDiskError(thrown)) return [];
    throw thrown;
  }
}

/** Reads the value of a file of the kernel's. */
export function readSeen(path: string): Seen {
  try {
    return seen(readFileSync(path, "utf8"));
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return thrown.code === "ENOENT" || thrown.code === "ENOTDIR"
      ? MISSING
      : { state: "unreadable", why: errnoWords(thrown) };
  }
}

/** Reads the text of a file that may not be there: that of a process may have ended. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (thrown) {
    if (isDiskError(thrown)) return undefined;
    throw thrown;
  }
}
