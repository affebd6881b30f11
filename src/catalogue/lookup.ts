import { keyOf, type SysctlKey } from "../core/key.js";
import { requirementOf } from "./by-option.js";
import { removed } from "./data/removed.js";
import { allIds, factsById } from "./decode.js";
import { isPattern, segmentTest } from "./glob.js";
import { interfaceFacts, interfaceKey } from "./interface.js";
import { archOf, timeline, type Standing } from "./timeline.js";
import type { KernelFacts, KeyFacts, Range, Release } from "./types.js";
import {
  compareVersions,
  parseVersion,
  type Version,
} from "../core/version.js";

/** A removed key that people still set. */
export interface RemovedKey {
  readonly id: string;
  /** The first kernel without it: `4.12`. */
  readonly removed?: string;
  /** A kernel without it, where the first one is not known: `5.10`. */
  readonly before?: string;
  readonly why: string;
  /** The key or setting that replaces it. */
  readonly instead?: string;
  readonly source: string;
}

/** Whether a kernel has a key; if not, the measured kernels between which it was added or removed. */
export type Presence =
  | { readonly present: true }
  | {
      readonly present: false;
      /** The first measured kernel that has it, if that is a newer one. */
      readonly since?: string;
      /** The last measured kernel that had it, if that is an older one. */
      readonly until?: string;
      /** The same in words, after "it is": "not present from 6.12 on, last seen in 6.1". */
      readonly note: string;
    };

const interfaces = new Map<string, KeyFacts | undefined>();
let ids: readonly string[] | undefined;

/** Lists the ids of all measured keys, ordered by code unit. */
export function allKeys(): readonly string[] {
  ids ??= Object.freeze(allIds());
  return ids;
}

/**
 * Looks up the facts about a key; undefined if no measured kernel has it, and for a pattern.
 * Keys of every network interface are known, also with a pattern for the interface.
 */
export function findKey(key: SysctlKey): KeyFacts | undefined {
  const exact = factsById(key.id);
  if (exact) return exact;
  const parts = interfaceKey(key);
  if (!parts) return undefined;
  const { id } = key;
  if (!interfaces.has(id)) interfaces.set(id, interfaceFacts(id, parts));
  return interfaces.get(id);
}

/** Lists the keys that a pattern matches; for a key without a pattern, the key itself. */
export function matchKeys(key: SysctlKey): readonly KeyFacts[] {
  if (!key.segments.some(isPattern)) {
    const facts = findKey(key);
    return facts ? [facts] : [];
  }
  const tests = key.segments.map(segmentTest);
  return allKeys()
    .filter((id) => {
      const names = id.split(".");
      return (
        names.length === tests.length &&
        names.every((name, at) => tests[at]?.(name))
      );
    })
    .map((id) => factsById(id))
    .filter((facts) => facts !== undefined);
}

/** Looks up a key that was renamed, or removed before the oldest measured kernel. */
export function findRemoved(id: string): RemovedKey | undefined {
  return removed.find((key) => key.id === id);
}

/** Says when a key was removed, after "removed": `in kernel 4.12`. */
export function whenRemoved({
  removed: first,
  before = "",
}: Pick<RemovedKey, "removed" | "before">): string {
  return first === undefined ? `before kernel ${before}` : `in kernel ${first}`;
}

/**
 * Returns the key as measured on the node's kernel, or on the nearest older measured kernel; on the newest if the
 * node's kernel is not known. Undefined if that kernel does not have the key, and before the oldest measured kernel.
 */
export function releaseFor(
  facts: KeyFacts,
  where: KernelFacts,
): Release | undefined {
  const line = timeline(facts, archOf(where.arch));
  const version = versionOf(where);
  if (!version) return line.findLast(({ has }) => has === "yes")?.release;
  return lastWord(line, version)?.release;
}

/**
 * Tells whether a node's kernel has a key. Undefined if that is not known: no kernel is given, it is older than the
 * oldest measured one, only one of the measured kernels around it has the key, or it depends on an option or a module
 * that the measured kernel was without.
 */
export function presence(
  facts: KeyFacts,
  where: KernelFacts,
): Presence | undefined {
  const version = versionOf(where);
  if (!version) return undefined;
  const line = timeline(facts, archOf(where.arch));
  const before = lastWord(line, version);
  if (!before) return undefined;
  const isMeasured = compareVersions(before.version, version) === 0;
  const after = line.find(
    (other) =>
      other.has !== "unknown" && compareVersions(other.version, version) > 0,
  );
  if (!isMeasured && after && after.has !== before.has) return undefined;
  if (before.has === "yes") return { present: true };
  // The kernels were not measured with every option and every module.
  return requirementOf(keyOf(facts.id.split(".")), version, archOf(where.arch))
    ? undefined
    : absence(line, version);
}

function absence(line: readonly Standing[], version: Version): Presence {
  const seen = line.filter(({ has }) => has === "yes");
  const until = seen.findLast(
    (other) => compareVersions(other.version, version) < 0,
  )?.kernel;
  if (until !== undefined) {
    const last = line.findIndex(({ kernel }) => kernel === until);
    const gone = line.slice(last).find(({ has }) => has === "no")?.kernel ?? "";
    return {
      present: false,
      until,
      note: `not present from ${gone} on, last seen in ${until}`,
    };
  }
  const since = seen[0]?.kernel;
  if (since !== undefined)
    return {
      present: false,
      since,
      note: `not present yet, first seen in ${since}`,
    };
  return { present: false, note: "not present on this architecture" };
}

/** The nearest measured kernel, not newer than `version`, with an answer for the key. */
function lastWord(
  line: readonly Standing[],
  version: Version,
): Standing | undefined {
  return line.findLast(
    (other) =>
      other.has !== "unknown" && compareVersions(other.version, version) <= 0,
  );
}

function versionOf({ kernel }: KernelFacts): Version | undefined {
  return kernel === undefined ? undefined : parseVersion(kernel);
}

/**
 * Returns the ranges that the node's kernel accepts, one per field; if that kernel is not known, what any measured
 * kernel accepts. Undefined for a field with an unknown range; empty for keys without numbers.
 */
export function rangesFor(
  facts: KeyFacts,
  where: KernelFacts,
): readonly (Range | undefined)[] {
  const { kind } = facts;
  if (kind.type !== "integer" && kind.type !== "vector") return [];
  const own = versionOf(where) && releaseFor(facts, where)?.ranges;
  if (own) return own;
  const fields = kind.type === "integer" ? 1 : kind.fields.length;
  return Array.from({ length: fields }, (_, field) => {
    const known = facts.releases
      .map(({ ranges }) => ranges?.[field])
      .filter((range) => range !== undefined);
    return known.length === 0 ? undefined : known.reduce(union);
  });
}

function union(a: Range, b: Range): Range {
  return {
    min: a.min < b.min ? a.min : b.min,
    max: a.max > b.max ? a.max : b.max,
  };
}
