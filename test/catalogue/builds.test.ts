import { expect, test } from "vitest";
import { defaultIn } from "../../src/catalogue/builds/defaults.js";
import { presenceOf } from "../../src/catalogue/builds/presence.js";
import { allKeys } from "../../src/catalogue/lookup.js";
import { build, catalogueFile, key, measuredRows } from "./support.js";

/**
 * The measured kernels of Debian and the builds with their configurations. The options of 6.12.118 are those of the
 * measured 6.12.107.
 */
const kernels = [
  { name: "5.10.0-46", arch: "amd64", id: "debian/11/amd64" },
  { name: "6.1.0-56", arch: "amd64", id: "debian/12/amd64" },
  { name: "6.12.107+deb13", arch: "amd64", id: "debian/13/amd64" },
  { name: "6.12.107+deb13", arch: "arm64", id: "debian/13/arm64" },
  { name: "6.12.107+deb13-cloud", arch: "amd64", id: "debian/13-cloud/amd64" },
  {
    name: "6.16.12+deb13",
    arch: "amd64",
    id: "debian/13-backports-6.16/amd64",
  },
  {
    name: "6.17.13+deb13",
    arch: "amd64",
    id: "debian/13-backports-6.17/amd64",
  },
  {
    name: "6.18.15+deb13",
    arch: "amd64",
    id: "debian/13-backports-6.18/amd64",
  },
  {
    name: "7.2.12+deb13",
    arch: "amd64",
    id: "debian/13-backports-7.2/amd64",
  },
] as const;

const rows = measuredRows();

/** The measured defaults of a kernel by key. */
function measuredOn(name: string, arch: string): ReadonlyMap<string, string> {
  return new Map(
    rows
      .filter((row) => row["kernel"] === name && row["arch"] === arch)
      .map((row) => [row["key"] ?? "", row["default"] ?? ""]),
  );
}

/** The keys that only one of the sources 6.12 and 7.2 has: for a kernel between them, the model uses measurements. */
const between = keysByVersion();

function keysByVersion(): ReadonlySet<string> {
  const spans = new Map<string, string[]>();
  for (const line of catalogueFile("builds/gates.tsv").split("\n").slice(1)) {
    const [id = "", versions = ""] = line.split("\t");
    spans.set(id, [...(spans.get(id) ?? []), versions]);
  }
  const has = (versions: readonly string[], end: RegExp): boolean =>
    versions.some((span) => end.test(span));
  return new Set(
    [...spans]
      .filter(
        ([, versions]) =>
          has(versions, /7\.2$/u) !==
          (has(versions, /6\.12$/u) || has(versions, /^(?:5|6\.1).*7\.2$/u)),
      )
      .map(([id]) => id),
  );
}

function isBetween(id: string, name: string): boolean {
  const template = id.replace(/\.(?:all|default|lo)\./u, ".*.");
  return (
    /^6\.1[678]\./u.test(name) && (between.has(id) || between.has(template))
  );
}

/** The modules that the measurement did not load: rxrpc failed up to 6.18, and three kernels had about 22 modules only. */
function notLoadedOn(name: string): readonly string[] {
  if (name.startsWith("7.")) return [];
  if (!/cloud|^6\.1[67]/u.test(name)) return ["rxrpc"];
  const more = name.includes("cloud") ? ["dccp", "sg"] : ["phonet", "rxrpc"];
  return [
    ...["cdrom", "lockd", "md_mod", "mpls_router", "nfs", "rds"],
    ...["scsi_mod", "sctp", "sunrpc", "tipc", "xfs", ...more],
  ].sort();
}

interface Comparison {
  right: number;
  readonly wrong: string[];
  /** Modules that were not loaded. */
  readonly notLoaded: Set<string>;
  notLoadedKeys: number;
  byVersion: number;
  readonly unknown: string[];
}

function compare({ name, arch, id }: (typeof kernels)[number]): Comparison {
  const here = measuredOn(name, arch);
  const result: Comparison = {
    right: 0,
    wrong: [],
    notLoaded: new Set(),
    notLoadedKeys: 0,
    byVersion: 0,
    unknown: [],
  };
  for (const text of allKeys()) {
    const presence = presenceOf(build(id), key(text));
    if (isBetween(text, name)) result.byVersion++;
    else if (presence.kind === "unknown") result.unknown.push(text);
    else if (presence.kind === "module" && !here.has(text)) {
      result.notLoaded.add(presence.module);
      result.notLoadedKeys++;
    } else if (here.has(text) === (presence.kind !== "absent")) result.right++;
    else result.wrong.push(text);
  }
  return result;
}

const comparisons = kernels.map((kernel) => ({ kernel, ...compare(kernel) }));

test("the model reproduces which keys the measured kernels have", () => {
  const decided = comparisons.map(({ right, wrong }) => right + wrong.length);
  const all = decided.reduce((sum, count) => sum + count, 0);
  const right = comparisons.reduce((sum, one) => sum + one.right, 0);
  expect(comparisons.flatMap(({ wrong }) => wrong)).toEqual([]);
  expect(all).toBeGreaterThanOrEqual(9900);
  expect(right / all).toBeGreaterThanOrEqual(0.999);
  // Right, in modules that were not loaded, and existing in only one of the sources around the version.
  expect(
    comparisons.map((one) => [
      one.kernel.id,
      one.right,
      one.notLoadedKeys,
      one.byVersion,
    ]),
  ).toEqual([
    ["debian/11/amd64", 1152, 9, 0],
    ["debian/12/amd64", 1152, 9, 0],
    ["debian/13/amd64", 1152, 9, 0],
    ["debian/13/arm64", 1152, 9, 0],
    ["debian/13-cloud/amd64", 1056, 105, 0],
    ["debian/13-backports-6.16/amd64", 996, 103, 62],
    ["debian/13-backports-6.17/amd64", 996, 103, 62],
    ["debian/13-backports-6.18/amd64", 1090, 9, 62],
    ["debian/13-backports-7.2/amd64", 1161, 0, 0],
  ]);
});

test.each(comparisons)(
  "what is undecided on $kernel.id is a module that was not loaded",
  ({ kernel, unknown, notLoaded }) => {
    expect(unknown).toEqual([]);
    expect([...notLoaded].sort()).toEqual(notLoadedOn(kernel.name));
  },
);

test("the model reproduces the defaults that follow the build", () => {
  const wrong: string[] = [];
  const keys = new Set<string>();
  let right = 0;
  for (const { name, arch, id } of kernels)
    for (const [text, measured] of measuredOn(name, arch)) {
      const told = defaultIn(build(id), key(text));
      if (!told) continue;
      keys.add(text);
      if (told.value === measured) right++;
      else wrong.push(`${name} ${arch} ${text}: ${told.value}, ${measured}`);
    }
  expect(keys.size).toBeGreaterThanOrEqual(52);
  expect(right / (right + wrong.length)).toBeGreaterThanOrEqual(0.98);
  // The measuring machine was booted with panic=-1.
  expect(wrong).toEqual(
    kernels.map(({ name, arch }) => `${name} ${arch} kernel.panic: 0, -1`),
  );
});
