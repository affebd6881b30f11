import { visibleLines } from "../encode/visible.js";
import { version } from "./version.js";
import { EXIT, type ExitCode } from "./exit.js";

/** Reports a bug in tunegen. This is the only case that prints a stack trace, because a bug report needs it. */
export function reportCrash(thrown: unknown): ExitCode {
  const detail =
    thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(
    `tunegen ${version} failed. This is a bug in tunegen, not an error in your spec. Please report it with these lines:\n${visibleLines(detail)}\n`,
  );
  return EXIT.usage;
}
