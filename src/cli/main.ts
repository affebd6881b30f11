import {
  Command,
  CommanderError,
  InvalidArgumentError,
  Option,
} from "commander";
import type { TargetName } from "../targets/types.js";
import type { Commands } from "./commands/registry.js";
import { reportCrash } from "./crash.js";
import { EXIT, type ExitCode } from "./exit.js";
import type {
  BuildOptions,
  CommonOptions,
  ExplainOptions,
  Format,
} from "./options.js";
import { version } from "./version.js";

/**
 * Runs one command line and says how it ended; nothing that a user can cause is thrown.
 * @param load the commands, which `--help` and `--version` do without
 */
export async function main(
  args: readonly string[],
  load: () => Promise<Commands>,
): Promise<ExitCode> {
  let code: ExitCode = EXIT.fine;
  const end = (ended: ExitCode): void => {
    code = ended;
  };
  try {
    await program(end, load).parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      return thrown.exitCode === 0 ? EXIT.fine : EXIT.usage;
    }
    return reportCrash(thrown);
  }
}

function program(
  end: (code: ExitCode) => void,
  load: () => Promise<Commands>,
): Command {
  const tunegen = new Command("tunegen")
    .description(
      "Compile one kernel tuning spec into NixOS, Talos, K3s, Cilium and sysctl.d files.",
    )
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .showHelpAfterError("(tunegen --help shows the commands and options)")
    .exitOverride()
    .addHelpText(
      "after",
      "\nExit codes: 0 fine, 1 findings or stale files, 2 wrong usage or a broken spec.",
    );
  withOutput(withCommon(tunegen.command("build")))
    .description("compile the spec and write what changed")
    .option("--dry-run", "print what would change as a diff, and write nothing")
    .option(
      "--force",
      "overwrite files that were edited by hand or not written by tunegen",
    )
    .action(async (options: BuildOptions) => {
      end(await (await load()).build(options));
    });
  withOutput(withCommon(tunegen.command("check")))
    .description(
      "for CI: compile the spec and compare it with the files on disk",
    )
    .action(async (options: CommonOptions) => {
      end(await (await load()).check(options));
    });
  withCommon(tunegen.command("lint"))
    .description("print what the rules find in the spec, and nothing else")
    .action(async (options: CommonOptions) => {
      end(await (await load()).lint(options));
    });
  withConsole(tunegen.command("explain <name>"), ["text", "json"])
    .description("say all that is known of a key, a rule, a role or a host")
    .option(
      "-f, --file <path>",
      "the spec; - reads it from standard input (tuning.yaml, where it is there)",
    )
    .action(async (name: string, options: ExplainOptions) => {
      end(await (await load()).explain(name, options));
    });
  return tunegen;
}

function withCommon(command: Command): Command {
  return withConsole(command, ["text", "json", "github", "sarif"])
    .option(
      "-f, --file <path>",
      "the spec; - reads it from standard input",
      "tuning.yaml",
    )
    .addOption(
      new Option(
        "--max-warnings <number>",
        "fail on more warnings than this",
      ).argParser(readCount),
    );
}

function withConsole(command: Command, formats: readonly Format[]): Command {
  return command
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError(`(tunegen ${command.name()} --help shows the options)`)
    .exitOverride()
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(formats)
        .default("text"),
    )
    .option("--color", "colour the output, even where it is not a terminal")
    .option("--no-color", "do not colour the output");
}

function withOutput(command: Command): Command {
  return command
    .option("--out <folder>", "put everything below this folder instead")
    .addOption(
      new Option(
        "--only <targets>",
        `only these targets, separated by commas: ${targetNames.join(", ")}`,
      ).argParser(readTargets),
    )
    .option(
      "--templates <folder>",
      "a folder of .hbs files that stand in for the built-in templates",
    );
}

const targetNames: readonly TargetName[] = [
  "nixos",
  "talos",
  "k3s",
  "rke2",
  "kubeadm",
  "pods",
  "sysctl.d",
  "system",
  "cilium",
  "prometheus",
  "interrupts",
  "mounts",
];

function readTargets(text: string): readonly TargetName[] {
  return text.split(",").map((written) => {
    const name = targetNames.find((target) => target === written.trim());
    if (name === undefined) {
      throw new InvalidArgumentError(
        `"${written}" is no target; there are ${targetNames.join(", ")}.`,
      );
    }
    return name;
  });
}

function readCount(text: string): number {
  if (!/^[0-9]{1,9}$/u.test(text)) {
    throw new InvalidArgumentError("It takes a whole number.");
  }
  return Number(text);
}
