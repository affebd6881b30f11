import { version } from "./version.js";
import { EXIT, type ExitCode } from "./exit.js";

/** A fault of tunegen's own: the only case in which a stack is shown, since it is what a report needs. */
export function reportCrash(thrown: unknown): ExitCode {
  const detail =
    thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  process.stderr.write(
    `tunegen ${version} failed; this is a fault of tunegen, not of your spec. Please report it with these lines:\n${detail}\n`,
  );
  return EXIT.usage;
}
