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
  const shell = (command: Command): Argument =>
    new Argument("<shell>", "the shell")
      .choices(shells)
      .argParser(
        (name) =>
          shells.find((each) => each === name) ??
          command.error(
            `error: no completion for the shell '${name}'; there is one for ${shells.join(", ")}`,
          ),
      );
  const completion = withColour(tunegen.command("completion"));
  completion
    .addArgument(shell(completion))
    .description(
      "print the script that completes the command line in a shell: `source <(tunegen completion bash)`",
    )
    .action((name: Shell) => {
      load.completion().print(name);
    });
  const complete = tunegen.command("complete", { hidden: true });
  complete
    .addArgument(shell(complete))
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
