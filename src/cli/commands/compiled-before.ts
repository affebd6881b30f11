import { createHash, hash } from "node:crypto";
import { fstatSync, readFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import type { Compiled } from "../../compile.js";
import type { Diagnostic } from "../../core/diagnostic.js";
import { onceFor } from "../../core/once-for.js";
import type { NodeName } from "../../core/reach.js";
import type { Source } from "../../core/source.js";
import { isSource } from "../../language/decode.js";
import { statIfPresent } from "../../output/absent.js";
import { hashOf, sha256 } from "../../output/classify.js";
import {
  type Comparison,
  compareWithDisk,
  type OutputRequest,
} from "../../output/compare-with-disk.js";
import { openDisk } from "../../output/disk.js";
import { isDiskError } from "../../output/errno.js";
import type { ExpectedFile } from "../../output/expected-file.js";
import { explainComparison } from "../../output/explain-comparison.js";
import {
  absolutePath,
  findLocation,
  type LocationRequest,
} from "../../output/location.js";
import { canonicalPath } from "../../output/path-rules.js";
import type { Code } from "../../rules/codes.js";
import { baselineFile } from "../baseline/baseline.js";
import { openInCache, readAndClose, writeToCache } from "../cache-folder.js";
import type { CommonOptions } from "../options.js";
import { readSource } from "../read-source.js";
import { version } from "../version.js";
import { commandLine } from "./command-line.js";
import type { Loaded } from "./load.js";
import { verdict } from "./verdict.js";

/*
 * What a spec came to, kept for the next `build` or `check` of the same spec: commit hooks and editors check again and again
 * what has not changed. Only compiling is left out. All texts that it reads must be the same, and every file on disk must
 * have the text that it came to; then the files are compared with the disk as always. In any doubt the spec is compiled.
 */

/** What a spec came to in an earlier run. */
export type CompiledBefore = Pick<Compiled, "errors" | "findings"> & {
  readonly request: OutputRequest<ExpectedFile>;
};

interface Kept extends Pick<Compiled, "errors" | "findings"> {
  /** The hashes of all texts that compiling read, by their names. A finding has those that it shows. */
  readonly sources: readonly (readonly [name: string, hash: string])[];
  readonly place: LocationRequest;
  readonly files: readonly KeptFile[];
}

interface KeptFile extends Omit<ExpectedFile, "text"> {
  readonly sha256: string;
}

/** In bytes. */
const DIGEST = 32;
const LARGEST = 64 * 1024 * 1024;

/**
 * Keeps what a spec came to.
 *
 * @param buildId which build of tunegen this is; undefined to keep nothing
 */
export function keepCompiled(
  { compiled, sources, place }: Loaded,
  options: CommonOptions,
  buildId: string | undefined,
): void {
  if (buildId === undefined || place === undefined || !isKept(options)) return;
  const { errors, findings, files } = compiled;
  const kept: Kept = {
    sources: sources.map((source) => [source.name, exactHash(source)]),
    errors: errors.map(withNames),
    findings: findings.map(withNames),
    place,
    files: files.map((file) => ({
      target: file.target,
      output: file.output,
      path: canonicalPath(file.path),
      sha256: hashOf(file),
    })),
  };
  const bytes = serialize(kept);
  if (bytes.length > LARGEST) return;
  const { slot, digest } = keyOf(options, buildId);
  writeToCache("specs", slot, [digest(bytes), bytes]);
}

/** What a spec came to, compared with the disk. */
export interface Compared {
  readonly diagnostics: readonly Diagnostic<Code>[];
  readonly comparison: Comparison;
}

/**
 * Compares with the disk what the spec came to in an earlier run; undefined unless it may be built, and everything is up
 * to date.
 * What prettier formats is compiled anew and compared once: in a second comparison, code of the user would run again and
 * print again.
 *
 * @param buildId which build of tunegen this is; undefined if nothing is kept
 */
export async function upToDate(
  options: CommonOptions,
  buildId: string | undefined,
): Promise<Compared | undefined> {
  const before =
    buildId === undefined ? undefined : compiledBefore(options, buildId);
  if (before === undefined || verdict(before, options).stop !== undefined)
    return undefined;
  const comparison = await compareWithDisk(before.request, { mayLoad: false });
  const stale = explainComparison(comparison, commandLine("build", options));
  return stale.length === 0
    ? { diagnostics: [...before.errors, ...before.findings], comparison }
    : undefined;
}

/** Finds what the spec came to in an earlier run, if nothing that compiling it reads has changed, nor a file on disk. */
export function compiledBefore(
  options: CommonOptions,
  buildId: string,
): CompiledBefore | undefined {
  const kept = isKept(options) ? readKept(options, buildId) : undefined;
  if (kept === undefined) return undefined;
  try {
    return areUnchanged(kept.sources, options)
      ? withTexts(kept, options)
      : undefined;
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return undefined;
  }
}

/** Leaves of the nodes of a diagnostic only their names, each once: they are whole plans. */
function withNames<Code extends string>({
  reach,
  ...diagnostic
}: Diagnostic<Code>): Diagnostic<Code> {
  return reach === undefined
    ? diagnostic
    : {
        ...diagnostic,
        reach: {
          nodes: reach.nodes.map(nameOf),
          ...(reach.among && { among: namesOf(reach.among) }),
        },
      };
}

const nameOf = onceFor(({ kind, name, role }: NodeName): NodeName => ({
  kind,
  name,
  role,
}));
const namesOf = onceFor((nodes: readonly NodeName[]) => nodes.map(nameOf));

/** Standard input cannot be read twice, and templates may be any code. */
function isKept({ file, templates }: CommonOptions): boolean {
  return file !== "-" && templates === undefined;
}

/** Each spec has one of a few places, which the next spec may take: old entries never pile up. */
function keyOf(
  { file, out, only, config, baseline }: CommonOptions,
  buildId: string,
): {
  readonly slot: string;
  /** Makes the digest of an entry, which another key or damaged bytes do not have. */
  readonly digest: (bytes: Uint8Array) => Buffer;
} {
  const key = JSON.stringify([
    ...[version, buildId, process.versions.v8, process.cwd()],
    ...[file, out, only, config, baseline],
  ]);
  return {
    slot: sha256(key).slice(0, 2),
    digest: (bytes) => createHash("sha256").update(key).update(bytes).digest(),
  };
}

function readKept(options: CommonOptions, buildId: string): Kept | undefined {
  const { slot, digest } = keyOf(options, buildId);
  return readAndClose(openInCache("specs", slot), (file) => {
    if (fstatSync(file).size > DIGEST + LARGEST) return undefined;
    const stored = readFileSync(file);
    const bytes = stored.subarray(DIGEST);
    // The digest tells that this build of tunegen wrote it for these options, so that it has this type.
    return digest(bytes).equals(stored.subarray(0, DIGEST))
      ? (deserialize(bytes) as Kept)
      : undefined;
  });
}

function areUnchanged(
  sources: Kept["sources"],
  { file, baseline }: CommonOptions,
): boolean {
  const known = baselineFile(file, baseline);
  if (known !== undefined && !sources.some(([name]) => name === known))
    return false;
  return sources.every(([name, wanted]) => {
    // What a pipe has is gone once it is read.
    if (statIfPresent(name)?.isFile() !== true) return false;
    const source = readSource("include", name, name);
    return isSource(source) && exactHash(source) === wanted;
  });
}

/** Hashes a text with the line ends that it has: places are offsets. */
function exactHash({ text }: Source): string {
  return hash("sha256", text, "hex");
}

/** Takes the texts of the files from the disk; undefined where one is not what the spec came to. */
function withTexts(
  { files, place, errors, findings }: Kept,
  { only }: CommonOptions,
): CompiledBefore | undefined {
  const location = findLocation(place);
  const disk = openDisk([location.boundary, location.root]);
  const found: ExpectedFile[] = [];
  for (const { sha256: wanted, ...file } of files) {
    const path = absolutePath(location, file.path);
    if (disk.kindOf(path) !== "file") return undefined;
    const text = disk.read(path);
    if (sha256(text) !== wanted) return undefined;
    found.push({ ...file, text });
  }
  return {
    errors,
    findings,
    request: { location, files: found, only: only && new Set(only) },
  };
}
