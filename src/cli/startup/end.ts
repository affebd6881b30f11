import type { ExitCode } from "../exit.js";

/**
 * Ends the process with an exit code as soon as all output is written. Otherwise Node would give back its memory page by
 * page, and wait for what foreign code, such as a prettier configuration, has left running.
 */
export function endProcess(code: ExitCode): void {
  process.exitCode = code;
  // What a stream reports of its last text comes before.
  setImmediate(() => {
    const { stdout, stderr } = process;
    // A pipe whose reader is slow has a text that is still to be written.
    if (stdout.writableLength + stderr.writableLength === 0) process.exit();
  });
}
