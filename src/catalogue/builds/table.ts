import {
  buildKernels,
  buildPlatforms,
  buildSources,
  buildSymbols,
} from "../data/builds.js";
import type { BuildCertainty, KernelBuild } from "../../core/kernel-build.js";

let split: readonly string[] | undefined;
const ofPlatforms = new Map<string, readonly KernelBuild[]>();
let sources: readonly string[] | undefined;
let symbols: ReadonlyMap<string, number> | undefined;
/** An option that the configuration does not name. */
const unnamed = "-";
const rowOfBuild = new WeakMap<KernelBuild, number>();
const vectors = new Map<number, readonly string[]>();

/** Lists all builds of the table in its order: by platform, older releases first. */
export function allBuilds(): readonly KernelBuild[] {
  return buildPlatforms.flatMap(buildsOf);
}

/** Lists the builds of a platform, older releases first. Parsed at the first call. */
export function buildsOf(platform: string): readonly KernelBuild[] {
  const known = ofPlatforms.get(platform);
  if (known !== undefined) return known;
  const builds = Object.freeze(
    lines().flatMap((line, at) =>
      line.startsWith(`${platform}\t`) ? buildsIn(line.split("\t"), at) : [],
    ),
  );
  ofPlatforms.set(platform, builds);
  return builds;
}

/** Lists the options, without `CONFIG_`, that the facts of the tables depend on. */
export function knownOptions(): readonly string[] {
  return buildSymbols.split(" ");
}

function lines(): readonly string[] {
  split ??= buildKernels.split("\n");
  return split;
}

/** A row holds the releases that have the same kernel. */
function buildsIn(
  [
    platform = "",
    releases = "",
    flavour = "",
    arch,
    kernel = "",
    flags = "",
    source = "",
  ]: readonly string[],
  at: number,
): readonly KernelBuild[] {
  return releases.split(" ").map((release) => {
    const build: KernelBuild = Object.freeze({
      id: [
        platform,
        flavour === "" ? release : `${release}-${flavour}`,
        arch,
      ].join("/"),
      platform,
      release,
      flavour,
      isStandard: flags.includes("s"),
      arch: arch === "arm64" ? "arm64" : "amd64",
      kernel,
      certainty: certainties[flags.charAt(0)] ?? "overlay",
      hasBackports: flags.includes("b"),
      source: sourceOf(Number(source)),
      option: (symbol: string) => {
        const value = optionOf(at, symbol);
        return value === unnamed ? "n" : value;
      },
    });
    rowOfBuild.set(build, at);
    return build;
  });
}

function sourceOf(at: number): string {
  sources ??= buildSources.split("\n");
  return sources[at] ?? "";
}

const certainties: Readonly<Record<string, BuildCertainty>> = {
  r: "read",
  c: "computed",
  o: "overlay",
};

/**
 * Returns the build that a platform would make of a newer or older kernel with the same options. What the
 * configuration does not name may not have existed, and is unknown.
 */
export function withKernel(build: KernelBuild, kernel: string): KernelBuild {
  const at = rowOfBuild.get(build);
  return Object.freeze({
    ...build,
    kernel,
    certainty: "overlay",
    option: (symbol: string) => {
      if (at === undefined) return build.option(symbol);
      const value = optionOf(at, symbol);
      return value === unnamed ? undefined : value;
    },
  });
}

function optionOf(row: number, symbol: string): string | undefined {
  symbols ??= new Map(buildSymbols.split(" ").map((name, at) => [name, at]));
  const at = symbols.get(symbol);
  if (at === undefined) return undefined;
  const value = vector(row)[at];
  return value === "?" ? undefined : value;
}

/** The values of all options of a row; each row is stored as its difference from an earlier one. */
function vector(at: number): readonly string[] {
  const known = vectors.get(at);
  if (known) return known;
  const [parent = "", difference = ""] =
    lines()[at]?.split("\t").slice(7) ?? [];
  const values = parent === "" ? [] : [...vector(Number(parent))];
  for (const change of difference.split(" ")) {
    const [value, digits] = readChange(change);
    for (let index = 0; index < digits.length; index += 2)
      values[Number.parseInt(digits.slice(index, index + 2), 36)] = value;
  }
  vectors.set(at, values);
  return values;
}

/** Reads `y0a1c` or `250=01`: the value, then two digits for each option that has it. */
function readChange(change: string): readonly [string, string] {
  const equals = change.lastIndexOf("=");
  return equals === -1
    ? [change.slice(0, 1), change.slice(1)]
    : [change.slice(0, equals), change.slice(equals + 1)];
}
