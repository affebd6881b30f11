import { type Command, CommanderError } from "commander";
import { reportCrash } from "./crash.js";
import { EXIT, type ExitCode } from "./exit.js";
import { type Loaders, program } from "./program.js";

/** Runs one command line and returns its exit code; never throws for anything that a user can cause. */
export async function main(
  args: readonly string[],
  load: Loaders,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const end = (ended: ExitCode): void => {
    code = ended;
  };
  try {
    const loaders = { ...load, commands: once(load.commands) };
    const tunegen = program(end, loaders);
    const line = args[0] === "help" ? helpOf(args[1], tunegen) : args;
    await tunegen.parseAsync(line, { from: "user" });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      return thrown.exitCode === 0 ? EXIT.fine : EXIT.usage;
    }
    return reportCrash(thrown);
  }
}

/** `tunegen help build` is `tunegen build --help`; an unknown command is one in both. */
function helpOf(
  command: string | undefined,
  { commands }: Command,
): readonly string[] {
  if (command === undefined) return ["--help"];
  const isKnown = commands.some((each) => each.name() === command);
  return isKnown ? [command, "--help"] : [command];
}

/** The same, but what it gives is made once. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
