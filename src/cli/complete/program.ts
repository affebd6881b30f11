import { Argument, type Command } from "commander";
import { withColour } from "../command-options.js";
import type { Completion } from "../commands/complete.js";
import type { Commands } from "../commands/registry.js";
import { type Shell, shells } from "./shells.js";

/** Adds `completion`, and the hidden command that its scripts call. */
export function addCompletion(
  tunegen: Command,
  load: {
    readonly completion: () => Completion;
    readonly commands: () => Commands;
  },
): void {
  const shell = (): Argument =>
    new Argument("<shell>", "the shell").choices(shells);
  withColour(tunegen.command("completion"))
    .addArgument(shell())
    .description(
      "print the script that completes the command line in a shell: `source <(tunegen completion bash)`",
    )
    .action((name: Shell) => {
      load.completion().print(name);
    });
  tunegen
    .command("complete", { hidden: true })
    .addArgument(shell())
    .argument("[words...]")
    .exitOverride()
    .action((name: Shell, words: readonly string[]) => {
      load
        .completion()
        .reply(name, words, tunegen, (kind, spec) =>
          load.commands().listNames(kind, spec),
        );
    });
}
