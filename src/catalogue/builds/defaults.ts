import { listOf } from "../../core/list-of.js";
import type { Arch } from "../../core/facts.js";
import type { SysctlKey } from "../../core/key.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import {
  compareVersions,
  parseVersion,
  type Version,
} from "../../core/version.js";
import { buildDefaults } from "../data/builds.js";
import { environmentOf } from "./environment.js";
import { evaluate } from "./evaluate.js";
import { parseExpression, type Expression } from "./expression.js";
import { pageSizeOf, versionOfBuild } from "./kernel-build.js";
import { patcherNames } from "./patchers.js";
import { presenceOf } from "./presence.js";
import { valueText } from "./value-text.js";

/** The default of a key on a build, and what decides it. */
export interface BuildDefault {
  /** As read back: `8000`, `4096 131072 6291456`. */
  readonly value: string;
  /** `CONFIG_HZ=250`, `4 KiB pages`, `a patch of Debian`, `no vendor's patch`, `Linux 6.18`. */
  readonly decidedBy: string;
  /** `secondary`: from listings of real nodes, not from the source. */
  readonly certainty: "read" | "secondary";
  readonly source: string;
}

interface Row {
  readonly value: string;
  readonly minimum: string;
  readonly from: Version | undefined;
  readonly to: Version | undefined;
  readonly decidedBy: string;
  readonly source: string;
  readonly certainty: BuildDefault["certainty"];
  /** What it is on all known builds of amd64; empty if they differ. */
  readonly onAmd64: string;
  /** What it is on all known builds. */
  readonly onAll: string;
}

const parsed = new Map<string, Expression>();
let rowsByName: ReadonlyMap<string, readonly Row[]> | undefined;

/**
 * Computes the default of a key from the options of a build. Undefined if the build does not decide it
 * (see `followsBuild`), does not have the key, or if the table does not tell.
 * Source: `catalogue/builds/defaults.tsv`, read in Linux 5.10, 6.1, 6.12 and 7.2.
 */
export function defaultIn(
  build: KernelBuild,
  key: SysctlKey,
): BuildDefault | undefined {
  const value = defaultOf(build, nameOf(key.id));
  return value === undefined || presenceOf(build, key).kind === "absent"
    ? undefined
    : value;
}

/** Computes the smallest value that a build accepts for a key; undefined if it does not follow the build. */
export function minimumIn(
  build: KernelBuild,
  key: SysctlKey,
): bigint | undefined {
  const row = rowFor(versionOfBuild(build), nameOf(key.id));
  if (!row || row.minimum === "") return undefined;
  const value = evaluate(expressionOf(row.minimum), environmentOf(build));
  return typeof value === "number" ? BigInt(value) : undefined;
}

/**
 * Names what a default depends on besides the version: `CONFIG_HZ`, `the page size`, `patches`.
 * Undefined for keys whose default is the same in all builds; those of amd64 all have pages of 4 KiB.
 */
export function followsBuild(id: string, arch?: Arch): string | undefined {
  const rows = table().get(nameOf(id));
  if (rows === undefined) return undefined;
  const same = ["version", ...(arch === "amd64" ? ["PAGE_SIZE"] : [])];
  const by = rows
    .map(({ decidedBy }) => decidedBy)
    .find((name) => !same.includes(name));
  if (by === undefined) return undefined;
  if (by === "PAGE_SIZE") return "the page size";
  return by === "PLATFORM" ? "patches" : options(by);
}

/** A default that is the same on all known builds, although it follows the build. */
export type AgreedDefault = Pick<
  BuildDefault,
  "value" | "certainty" | "source"
>;

/**
 * Returns the default of a key that all known builds have, or all of amd64 on amd64. Undefined if they differ, and for keys
 * whose default is the same in all builds anyway (see `followsBuild`).
 *
 * @param version of Linux; by default, it is the same in all versions
 */
export function agreedDefault(
  id: string,
  arch: Arch | undefined,
  version: Version | undefined,
): AgreedDefault | undefined {
  const name = nameOf(id);
  const rows = version ? rowFor(version, name) : table().get(name);
  const [first, ...others] = [rows ?? []].flat();
  if (first === undefined) return undefined;
  const agreed = (row: Row): string =>
    arch === "amd64" ? row.onAmd64 : row.onAll;
  const value = agreed(first);
  const isSame = others.every((row) => agreed(row) === value);
  const { certainty, source } = first;
  return value !== "" && isSame ? { value, certainty, source } : undefined;
}

/** What the default of a key may be on several builds. */
export interface Alternatives {
  /** One entry for each value, those of the most builds first. */
  readonly values: readonly BuildDefault[];
  /** Whether the table tells the value of every build that has the key. */
  readonly isComplete: boolean;
}

/**
 * Computes what the default of a key may be on several builds. Builds without the key do not count.
 *
 * @param version of Linux that all of them are taken to have; by default, each has its own
 */
export function alternativesIn(
  builds: readonly KernelBuild[],
  key: SysctlKey,
  version?: Version,
): Alternatives {
  const name = nameOf(key.id);
  const groups = new Map<string, { value: BuildDefault; on: KernelBuild[] }>();
  const untold: KernelBuild[] = [];
  for (const build of builds) {
    const value = defaultOf(build, name, version);
    if (value === undefined) {
      untold.push(build);
      continue;
    }
    const group = groups.get(value.value);
    if (group === undefined) groups.set(value.value, { value, on: [build] });
    else group.on.push(build);
  }
  const hasKey = (build: KernelBuild): boolean =>
    presenceOf(build, key).kind !== "absent";
  const isComplete = !untold.some(hasKey);
  const [only, ...others] = groups.values();
  if (only === undefined || others.length === 0)
    return { values: only === undefined ? [] : [only.value], isComplete };
  const values = [...groups.values()]
    .map(({ value, on }) => ({ value, count: on.filter(hasKey).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .map(({ value }) => value);
  return { values, isComplete };
}

function defaultOf(
  build: KernelBuild,
  name: string,
  version = versionOfBuild(build),
): BuildDefault | undefined {
  const row = rowFor(version, name);
  if (!row) return undefined;
  const value = evaluate(expressionOf(row.value), environmentOf(build));
  if (value === undefined) return undefined;
  return {
    value: valueText(value),
    decidedBy: decidedBy(row, build),
    certainty: row.certainty,
    source: row.source,
  };
}

function expressionOf(text: string): Expression {
  const expression = parsed.get(text) ?? parseExpression(text);
  parsed.set(text, expression);
  return expression;
}

function decidedBy({ decidedBy: by, value }: Row, build: KernelBuild): string {
  switch (by) {
    case "PAGE_SIZE": {
      const bytes = pageSizeOf(build);
      return bytes === undefined
        ? "the page size"
        : `${String(bytes / 1024)} KiB pages`;
    }
    case "PLATFORM":
      return value.includes(`"${build.platform}"`)
        ? `a patch of ${patcherNames([build.platform])}`
        : "no vendor's patch";
    case "version": {
      const { major, minor } = versionOfBuild(build);
      return `Linux ${String(major)}.${String(minor)}`;
    }
    default:
      return by
        .split(", ")
        .map((symbol) => `CONFIG_${symbol}=${build.option(symbol) ?? "?"}`)
        .join(", ");
  }
}

function options(by: string): string {
  return by
    .split(", ")
    .map((symbol) => `CONFIG_${symbol}`)
    .join(", ");
}

/** The name in the table: neighbours are per interface, and all the same. */
function nameOf(id: string): string {
  return !id.includes(".neigh.")
    ? id
    : id.replace(/^(net\.ipv[46]\.neigh)\.[^.]+\./u, "$1.*.");
}

function rowFor(version: Version, name: string): Row | undefined {
  return table()
    .get(name)
    ?.find(
      ({ from, to }) =>
        from !== undefined &&
        compareVersions(from, version) <= 0 &&
        (to === undefined || compareVersions(version, to) <= 0),
    );
}

function table(): ReadonlyMap<string, readonly Row[]> {
  if (rowsByName) return rowsByName;
  const rows = new Map<string, Row[]>();
  for (const line of buildDefaults.split("\n")) {
    const [name = "", value = "", minimum = "", versions = "", ...rest] =
      line.split("\t");
    const [by = "", source = "", certainty = "", onAmd64 = "", onAll = ""] =
      rest;
    const [from = "", to = from] = versions.split("-");
    listOf(rows, name).push({
      value,
      minimum,
      from: parseVersion(from),
      // `6.1-`: from 6.1 on.
      to: parseVersion(to),
      decidedBy: by,
      source,
      certainty: certainty === "secondary" ? "secondary" : "read",
      onAmd64,
      onAll,
    });
  }
  rowsByName = rows;
  return rows;
}
