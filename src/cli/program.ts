import { Command, Option } from "commander";
import type { AdviceOn } from "../catalogue/advice.js";
import { visibleLines } from "../encode/visible.js";
import { formatNames } from "../import/format-names.js";
import type { Completion } from "./commands/complete.js";
import type { ImportCommand } from "./commands/import.js";
import type { InitCommand } from "./commands/init.js";
import type { Operate } from "./commands/operate.js";
import type { Commands } from "./commands/registry.js";
import { type ExitCode, exitTexts } from "./exit.js";
import type {
  BuildOptions,
  CommonOptions,
  ExplainOptions,
  ImportOptions,
  InitOptions,
  KernelBuildOptions,
  LintOptions,
} from "./options.js";
import {
  readKernel,
  readRelease,
  readRole,
  withColour,
  withCommon,
  withConsole,
  withOutput,
} from "./command-options.js";
import { ciNames } from "./init/extras.js";
import { nameChoices } from "./only-option.js";
import { addCompletion } from "./complete/program.js";
import { addOperate } from "./operate-program.js";
import { addReport, type ReportCommand } from "./report-program.js";
import { refuseUselessWords } from "./refuse-words.js";
import { version, versionOptions } from "./version.js";
import { requireWorkingFolder } from "./working-folder.js";

/** Loads what a command needs when it is called; `--help` and `--version` need none of it. */
export interface Loaders {
  /** Which build of tunegen this is, where it keeps anything for its next run: another one cannot use that. */
  readonly buildId?: () => string;
  readonly commands: () => Commands;
  /** The parsers of other formats, which no other command needs. */
  readonly importCommand: () => ImportCommand;
  /** The questions, and the parsers of other formats. */
  readonly initCommand: () => InitCommand;
  /** The commands about nodes that run. */
  readonly operate: () => Operate;
  /** The page about a spec. */
  readonly reportCommand: () => ReportCommand;
  /** The completion of the command line. */
  readonly completion: () => Completion;
  /** What only `explain` says of keys. */
  readonly adviceOn: () => AdviceOn;
}

/** Makes the table of commands: what there is, and what runs when one is called. */
export function program(end: (code: ExitCode) => void, load: Loaders): Command {
  const tunegen = new Command("tunegen")
    .description(
      "Compile one kernel tuning spec into NixOS, Talos, Kubernetes, Cilium and sysctl.d configuration.",
    )
    .version(version, versionOptions.join(", "), "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .showHelpAfterError('(run "tunegen --help" for commands and options)')
    .exitOverride()
    .configureOutput({
      writeErr: (text) => void process.stderr.write(visibleLines(text)),
    })
    .hook("preSubcommand", (_, command) => {
      nameChoices(command, {
        targets: () => load.commands().targetNames,
        kinds: () => load.operate().comparedKinds,
      });
    })
    .hook("preAction", (_, command) => {
      // What completes the command line is given the words that are typed.
      if (command.name() === "complete") return;
      refuseUselessWords(command);
      requireWorkingFolder();
    })
    .addHelpText(
      "after",
      `\nExit codes: ${Object.entries(exitTexts)
        .map(([code, text]) => `${code} ${text}`)
        .join(", ")}.`,
    );
  withOutput(withCommon(tunegen.command("build")))
    .description("compile the spec and write the changed files")
    .option("--dry-run", "print the changes as a diff without writing them")
    .option(
      "--force",
      "overwrite files that were edited by hand or not written by tunegen",
    )
    .addOption(
      new Option(
        "--watch",
        "build again whenever the spec, a file that it names, a template or the format configuration changes, until Ctrl-C",
      ).conflicts(["dryRun", "since", "format"]),
    )
    .addOption(
      new Option(
        "--since <revision>",
        "print the runbook with what changes since a revision of git or another spec, and write no files",
      ).conflicts(["dryRun", "force", "only", "out"]),
    )
    .action(async (options: BuildOptions, command: Command) => {
      if (options.watch === true && options.file === "-")
        command.error(
          "error: option '--watch' cannot be used with standard input: name a file with -f",
        );
      const run = (): Promise<ExitCode> => {
        if (options.since !== undefined)
          return load.operate().buildSince(options.since, options);
        const { build, buildWatch } = load.commands();
        return options.watch === true
          ? buildWatch(options)
          : build(options, load.buildId?.());
      };
      end(await run());
    });
  withOutput(withCommon(tunegen.command("check")))
    .description(
      "compile the spec and compare it with the files on disk; exit code 1 if they differ",
    )
    .action(async (options: CommonOptions) => {
      end(await load.commands().check(options, load.buildId?.()));
    });
  withCommon(tunegen.command("lint"))
    .description(
      "print the findings for the spec, without comparing or writing files",
    )
    .option(
      "--write-baseline [file]",
      "record the findings, so that they are not reported again",
    )
    .option(
      "--fix",
      "mend what has one right answer, in the spec and the files that it includes",
    )
    .option("--dry-run", "with --fix: print the changes as a diff instead")
    .action(async (options: LintOptions) => {
      end(await load.commands().lint(options));
    });
  addOperate(tunegen, load.operate, end);
  addReport(tunegen, load.reportCommand, end);
  withConsole(tunegen.command("explain [names...]"), ["text", "json"])
    .description(
      "explain keys, rules or errors, or names in the spec; without a name, list what can be explained",
    )
    .option(
      "-f, --file <path>",
      "path of the spec, - for standard input (default: tuning.yaml, if it exists)",
    )
    .action(async (names: readonly string[], options: ExplainOptions) => {
      end(await load.commands().explain(names, options, load.adviceOn));
    });
  withColour(tunegen.command("init"))
    .description(
      "write a first spec: finds what the repository has, and asks at most six questions",
    )
    .option("-y, --yes", "ask nothing: take what the files and options say")
    .option("--os <name>", "operating system of the nodes")
    .option("--distribution <name>", "Kubernetes distribution, or none")
    .addOption(
      new Option(
        "--release <version>",
        "release of NixOS or Talos, or of the kernel for linux",
      ).argParser(readRelease),
    )
    .option("--import", "import the settings in the files here")
    .option("--no-import", "leave the files here aside")
    .option("-o, --output <file>", "new file for the spec")
    .addOption(
      new Option("--ci <name>", "add a check to CI").choices([...ciNames]),
    )
    .option("--pre-commit", "add an entry for pre-commit")
    .action(async (options: InitOptions) => {
      end(await load.initCommand()(options));
    });
  withColour(tunegen.command("import <path...>"))
    .description(
      "write a spec with the settings of hand-written files: sysctl.d, NixOS modules, Talos, Kubernetes, Cilium and Ansible; - for standard input",
    )
    .addOption(
      new Option(
        "--from <format>",
        "format of the files (default: told by their content)",
      ).choices(formatNames),
    )
    .addOption(
      new Option(
        "--role <name=path>",
        "role of the files at a path; can be repeated",
      ).argParser(readRole),
    )
    .option(
      "-o, --output <file>",
      "new file for the spec, - for standard output",
      "-",
    )
    .addOption(
      new Option("--into <spec>", "add to this spec instead").conflicts(
        "output",
      ),
    )
    .action((paths: readonly string[], options: ImportOptions) => {
      end(load.importCommand()(paths, options));
    });
  withColour(tunegen.command("kernel-build <config>"))
    .description(
      "print the file for the fact kernelBuild that a kernel configuration results in: /proc/config.gz, /boot/config-*, or - for standard input",
    )
    .addOption(
      new Option(
        "--kernel <version>",
        "version of Linux, if the configuration does not name it",
      ).argParser(readKernel),
    )
    .action(async (config: string, options: KernelBuildOptions) => {
      end(await load.commands().kernelBuild(config, options));
    });
  addCompletion(tunegen, load);
  for (const command of tunegen.commands) command.allowExcessArguments();
  return tunegen;
}
