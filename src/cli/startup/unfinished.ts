import { writeSync } from "node:fs";
import { EXIT } from "../exit.js";

/**
 * Makes the process fail if it ends before its work: a promise that never settles, or foreign code that calls
 * `process.exit`, would end it with success.
 *
 * @returns what tells that the work is done
 */
export function failUntilFinished(): () => void {
  let isFinished = false;
  process.once("exit", () => {
    if (isFinished) return;
    process.exitCode = EXIT.usage;
    try {
      writeSync(
        2,
        "error: the process ended before tunegen had finished; code that it loads, such as a prettier configuration, ended it or waits forever\n",
      );
    } catch {
      // Standard error is closed or full, and the exit code tells it.
    }
  });
  return () => {
    isFinished = true;
  };
}
