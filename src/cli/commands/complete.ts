import type { Command } from "commander";
import { complete, type ListNames } from "../complete/complete.js";
import { bashReplyText, replyText } from "../complete/reply-text.js";
import { completionScript } from "../complete/scripts.js";
import type { Shell } from "../complete/shells.js";
import { readTypedLine } from "../complete/typed-line.js";

/** What the completion of the command line needs. It is a bundle of its own, which no other command loads. */
export const completion = {
  /** Runs `tunegen completion`: prints the script for a shell. */
  print: (shell: Shell): void => {
    process.stdout.write(completionScript(shell));
  },
  /**
   * Runs `tunegen complete`, which the scripts call: prints what may stand at the cursor.
   *
   * @param args what the script gives: of bash, COMP_WORDBREAKS and the line before the cursor; of the others, the words
   * after `tunegen`
   */
  reply: (
    shell: Shell,
    args: readonly string[],
    tunegen: Command,
    listNames: ListNames,
  ): void => {
    process.stdout.write(textOf(shell, args, tunegen, listNames));
  },
} as const;

export type Completion = typeof completion;

function textOf(
  shell: Shell,
  args: readonly string[],
  tunegen: Command,
  listNames: ListNames,
): string {
  if (shell === "bash") {
    const [breaks = "", text = ""] = args;
    const line = readTypedLine(text, breaks);
    const reply = complete(tunegen, line.words.slice(1), listNames);
    return bashReplyText(reply, line);
  }
  // fish has no way to take the quotes off a word that is not complete.
  const last = args.at(-1) ?? "";
  const typed =
    shell === "fish" ? (readTypedLine(last).words.at(-1) ?? "") : last;
  return replyText(complete(tunegen, [...args.slice(0, -1), typed], listNames));
}
