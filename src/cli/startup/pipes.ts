import { writeSync } from "node:fs";
import { errnoWords, isDiskError } from "../../output/errno.js";
import { EXIT } from "../exit.js";

/**
 * Ends the process when standard output or standard error cannot be written: silently when the reader of a pipe stops
 * reading, as `head` does, and with one line otherwise, as on a full disk.
 *
 * @param finish is called before
 */
export function endWhereOutputFails(finish: () => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (thrown) => {
      if (!isDiskError(thrown)) throw thrown;
      finish();
      if (thrown.code === "EPIPE") process.exit(process.exitCode);
      if (stream === process.stdout)
        tell(`error: the output cannot be written: ${errnoWords(thrown)}\n`);
      process.exit(EXIT.usage);
    });
  }
}

/** Prints what comes last on standard error, which may be on the same full disk. */
function tell(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // The exit code tells it.
  }
}
