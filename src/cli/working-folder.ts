import { CommanderError } from "commander";
import { errnoWords, isDiskError } from "../output/errno.js";
import { EXIT } from "./exit.js";

/**
 * Ends a command whose working folder was deleted, before any file in it is called missing.
 *
 * @throws CommanderError after the message
 */
export function requireWorkingFolder(): void {
  try {
    process.cwd();
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    const reason =
      thrown.code === "ENOENT" ? "it was deleted" : errnoWords(thrown);
    process.stderr.write(
      `error: the current folder cannot be used: ${reason}\n  help: change to another folder, or to its new one by \`cd "$PWD"\`\n`,
    );
    throw new CommanderError(EXIT.usage, "working-folder", reason);
  }
}
