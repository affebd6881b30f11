import type { Command, Option } from "commander";
import { targets } from "../../targets/emit.js";
import { comparedKinds } from "../../verify/kinds.js";
import { exitTexts } from "../exit.js";
import { nameChoices } from "../only-option.js";
import { version } from "../version.js";
import { roffBold, roffProse, roffText } from "./roff.js";
import { commandTable } from "./table.js";

/** Writes the manual page `tunegen.1` from the table of commands. */
export function manPage(): string {
  const tunegen = commandTable();
  const help = tunegen.createHelp();
  const commands = help
    .visibleCommands(tunegen)
    .filter((command) => command.name() !== "help");
  for (const command of commands)
    nameChoices(command, {
      targets: () => targets.map(({ name }) => name),
      kinds: () => comparedKinds,
    });
  const [first] = commands;
  const isCommon = ({ flags }: Option): boolean =>
    commands.every((command) =>
      help.visibleOptions(command).some((each) => each.flags === flags),
    );
  const common =
    first === undefined ? [] : help.visibleOptions(first).filter(isCommon);
  return [
    String.raw`.\" Written by npm run docs from the table of commands.`,
    `.TH TUNEGEN 1 "" "tunegen ${roffText(version)}" "User Commands"`,
    ".SH NAME",
    `tunegen \\- ${roffProse(asPhrase(tunegen.description()))}`,
    ".SH SYNOPSIS",
    ".B tunegen",
    ".I command",
    ".RI [ options ]",
    ".SH DESCRIPTION",
    roffProse(tunegen.description()),
    "The options of all commands:",
    ...optionLines(tunegen, common),
    ".SH COMMANDS",
    ...commands.flatMap((command) => [
      `.SS "tunegen ${roffText(help.commandUsage(command).replace(/^tunegen /u, ""))}"`,
      roffProse(asSentence(command.description())),
      ...optionLines(
        command,
        help.visibleOptions(command).filter((option) => !isCommon(option)),
      ),
    ]),
    ".SH EXIT STATUS",
    ...Object.entries(exitTexts).flatMap(([code, text]) => [
      ".TP",
      roffBold(code),
      roffProse(asSentence(text)),
    ]),
    ".SH ENVIRONMENT",
    ...environment.flatMap(([name, text]) => [
      ".TP",
      roffBold(name),
      roffProse(text),
    ]),
    ".SH FILES",
    ...files.flatMap(([name, text]) => [
      ".TP",
      roffBold(name),
      roffProse(text),
    ]),
    "",
  ].join("\n");
}

const environment = [
  [
    "NO_COLOR, FORCE_COLOR",
    "Colours in the output, as --no-color and --color.",
  ],
  [
    "TUNEGEN_PROMETHEUS_*",
    "How a Prometheus server is reached; the options of `verify` name each.",
  ],
  [
    "NODE_DISABLE_COMPILE_CACHE",
    "With 1, nothing is read from or written to the user's cache, and `build` and `check` compile in any case.",
  ],
] as const;

const files = [
  ["tuning.yaml", "The spec."],
  [".tunegen-baseline.json", "Recorded findings, beside the spec."],
  [
    "out/.tunegen-manifest.json",
    "What was written, so that edited and foreign files are recognized.",
  ],
  [
    "~/.cache/tunegen/v8",
    "Compiled code, for a quick start; or below XDG_CACHE_HOME.",
  ],
  [
    "~/.cache/tunegen/specs",
    "What specs came to, for the next `build` or `check` of the same; or below XDG_CACHE_HOME.",
  ],
] as const;

function optionLines(
  command: Command,
  options: readonly Option[],
): readonly string[] {
  const help = command.createHelp();
  return options.flatMap((option) => [
    ".TP",
    flagsLine(option.flags),
    roffProse(asSentence(help.optionDescription(option))),
  ]);
}

/** Writes `-f, --file <path>`: what is typed in bold, what stands for something else in italics. */
function flagsLine(flags: string): string {
  return flags
    .split(/(, | )/u)
    .map((part) => {
      if (part === ", " || part === " ") return part;
      const [, open, name = "", close = ""] =
        /^([<[])(.+)([>\]])$/u.exec(part) ?? [];
      if (open === undefined) return roffBold(part);
      const italic = String.raw`\fI${roffText(name)}\fR`;
      return open === "[" ? open + italic + close : italic;
    })
    .join("");
}

function asSentence(text: string): string {
  const start = text.slice(0, 1).toUpperCase() + text.slice(1);
  return start.endsWith(".") ? start : `${start}.`;
}

function asPhrase(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1).replace(/\.$/u, "");
}
