import { type Command, InvalidArgumentError, Option } from "commander";
import { versionPattern } from "../core/version.js";
import { onlyOption } from "./only-option.js";
import type { Format, ReleaseRange } from "./options.js";
import type { RolePath } from "./import/gather.js";

export function withCommon(command: Command): Command {
  return withConsole(command, [
    "text",
    "json",
    "github",
    "gitlab",
    "sarif",
    "junit",
    "markdown",
  ])
    .option(
      "-f, --file <path>",
      "path of the spec, - for standard input",
      "tuning.yaml",
    )
    .addOption(
      new Option(
        "--max-warnings <number>",
        "exit with code 1 if there are more warnings than this",
      ).argParser(readCount),
    )
    .addOption(
      new Option(
        "--severity <level>",
        "print only findings of this severity or worse (default: note for lint, warning for build and check)",
      ).choices(["error", "warning", "note"]),
    )
    .addOption(
      new Option(
        "--max-findings <number>",
        "print at most this many findings, the worst",
      ).argParser(readCount),
    )
    .option(
      "--baseline <file>",
      "recorded findings that are not reported (default: .tunegen-baseline.json beside the spec, if it exists)",
    )
    .option("-q, --quiet", "print errors only, and no summary");
}

export function withConsole(
  command: Command,
  formats: readonly Format[],
): Command {
  return withColour(
    command.addOption(
      new Option("--format <format>", "output format")
        .choices(formats)
        .default("text"),
    ),
  );
}

export function withColour(command: Command): Command {
  return command
    .helpOption("-h, --help", "print this help")
    .showHelpAfterError(`(run "tunegen ${command.name()} --help" for options)`)
    .exitOverride()
    .option("--color", "colour the output even if it is not a terminal")
    .option("--no-color", "do not colour the output");
}

export function withOutput(command: Command): Command {
  return command
    .option("--out <folder>", "write all files below this folder instead")
    .addOption(onlyOption("targets"))
    .option(
      "--no-config",
      "run no prettier configuration: files have prettier's default style",
    )
    .option(
      "--templates <folder>",
      "folder with .hbs files that replace the built-in templates",
    );
}

/** `--kernel` is read as a version only. */
export function readKernel(text: string): string {
  if (!/^v?\d+\.\d+/u.test(text))
    throw new InvalidArgumentError("It must be a version, such as 6.12.48.");
  return text.replace(/^v/u, "");
}

/** `--release` is quoted in the spec as it is. */
export function readRelease(text: string): string {
  if (!versionPattern.test(text))
    throw new InvalidArgumentError("It must be a version, such as 6.12.");
  return text.replace(/^v/u, "");
}

/** `--kernel 6.12..6.18`, or `..6.18` for whatever the spec states. */
export function readReleases(text: string): ReleaseRange {
  const [, from = "", to = ""] =
    /^((?:v?\d+(?:\.[\w+-]+)+)?)\.\.(v?\d+(?:\.[\w+-]+)+)$/u.exec(text) ?? [];
  const isVersion = (part: string): boolean => versionPattern.test(part);
  if (!isVersion(to) || (from !== "" && !isVersion(from)))
    throw new InvalidArgumentError(
      "It must be two releases, such as 6.12..6.18, or the new one, such as ..6.18.",
    );
  return rangeOf(from.replace(/^v/u, ""), to.replace(/^v/u, ""));
}

/** `--distro debian-12..debian-13`. */
export function readDistros(text: string): ReleaseRange {
  const [, from = "", to = ""] =
    /^((?:[a-z][\w-]*(?:\.[\w-]+)*)?)\.\.([a-z][\w-]*(?:\.[\w-]+)*)$/u.exec(
      text,
    ) ?? [];
  if (to === "")
    throw new InvalidArgumentError(
      "It must be two distributions, such as debian-12..debian-13, or the new one, such as ..debian-13.",
    );
  return rangeOf(from, to);
}

function rangeOf(from: string, to: string): ReleaseRange {
  return { from: from === "" ? undefined : from, to };
}

/** `--role web=nodes/web` adds to the roles before it. */
export function readRole(
  text: string,
  before: readonly RolePath[] = [],
): readonly RolePath[] {
  const [, role, path] = /^([A-Za-z0-9][\w.-]*)=(.+)$/su.exec(text) ?? [];
  if (role === undefined || path === undefined)
    throw new InvalidArgumentError(
      "It must be a name and a path, such as web=nodes/web.",
    );
  return [...before, { role, path }];
}

export function readCount(text: string): number {
  if (!/^[0-9]{1,9}$/u.test(text)) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return Number(text);
}

export function readSeconds(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/u.test(text)) {
    throw new InvalidArgumentError(
      "It must be a number of seconds, 1 to 9999.",
    );
  }
  return Number(text);
}

const ageUnits = { m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** Reads `24h`, which is ago, or a time as of ISO 8601; as seconds since 1970. */
export function readMoment(text: string): number {
  const [, count, unit] = /^(\d{1,6})([mhdw])$/u.exec(text) ?? [];
  if (count !== undefined && isAgeUnit(unit))
    return Math.floor(Date.now() / 1000) - Number(count) * ageUnits[unit];
  const time = /^\d{4}-\d\d-\d\d/u.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError(
      "It must be how long ago it was, such as 24h or 7d, or a time, such as 2026-01-31T12:00Z.",
    );
  return time / 1000;
}

function isAgeUnit(unit: string | undefined): unit is keyof typeof ageUnits {
  return unit !== undefined && Object.hasOwn(ageUnits, unit);
}
