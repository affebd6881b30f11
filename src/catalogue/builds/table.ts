import { buildKernels, buildSources, buildSymbols } from "../data/builds.js";
import type { BuildCertainty, KernelBuild } from "./kernel-build.js";

interface Row {
  readonly builds: readonly KernelBuild[];
  /** The number of the row that this one differs from; undefined for the first row. */
  readonly parent: number | undefined;
  readonly difference: string;
}

let split: readonly Row[] | undefined;
let builds: readonly KernelBuild[] | undefined;
let symbols: ReadonlyMap<string, number> | undefined;
/** An option that the configuration does not name. */
const unnamed = "-";
const rowOfBuild = new WeakMap<KernelBuild, number>();
const vectors = new Map<number, readonly string[]>();

/** Lists all builds of the table in its order: by platform, older releases first. Parsed at the first call. */
export function allBuilds(): readonly KernelBuild[] {
  builds ??= Object.freeze(rows().flatMap((row) => row.builds));
  return builds;
}

function rows(): readonly Row[] {
  if (split) return split;
  const sources = buildSources.split("\n");
  split = buildKernels
    .split("\n")
    .map((line, at) => rowOf(line.split("\t"), at, sources));
  return split;
}

function rowOf(
  cells: readonly string[],
  at: number,
  sources: readonly string[],
): Row {
  const [platform = "", releases = "", flavour = "", arch, kernel = ""] = cells;
  const [flags = "", source = "", parent = "", difference = ""] =
    cells.slice(5);
  const own = releases.split(" ").map((release): KernelBuild =>
    Object.freeze({
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
      source: sources[Number(source)] ?? "",
      option: (symbol: string) => {
        const value = optionOf(at, symbol);
        return value === unnamed ? "n" : value;
      },
    }),
  );
  for (const build of own) rowOfBuild.set(build, at);
  return {
    builds: own,
    parent: parent === "" ? undefined : Number(parent),
    difference,
  };
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
  const row = rows()[at];
  const values = [...(row?.parent === undefined ? [] : vector(row.parent))];
  for (const change of row?.difference.split(" ") ?? []) {
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
