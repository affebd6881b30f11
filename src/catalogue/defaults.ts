import { changedDefault } from "./changed-defaults.js";
import { defaultByCpus } from "./cpu-formulas.js";
import { releaseFor } from "./lookup.js";
import { defaultByMemory } from "./memory-formulas.js";
import { archOf, newestMeasured, timeline } from "./timeline.js";
import type { KernelFacts, KeyFacts, Release } from "./types.js";
import { compareVersions, parseVersion } from "../core/version.js";

/** The kernel's default on a node. */
export interface KernelDefault {
  /** Undefined where the facts do not tell it: `note` says what it depends on. */
  readonly value: string | undefined;
  /** Whether the node has exactly this value. */
  readonly sure: boolean;
  /** Whether the node's kernel is newer than the newest measured one, whose value this is; comparisons rely on it. */
  readonly assumed?: true;
  /** What it depends on, if it is not sure; undefined for an estimate. */
  readonly note?: string;
  /** What each field has at least, if it is not sure. */
  readonly least?: string;
}

/**
 * Computes the default of a key on a node from its kernel, memory and CPUs.
 * Undefined if the kernel does not have the key, or if it has no default: counters, state and secrets.
 */
export function defaultFor(
  facts: KeyFacts,
  where: KernelFacts,
): KernelDefault | undefined {
  const release = releaseFor(facts, where);
  if (!release || isUntold(facts, release)) return undefined;
  const found = changed(facts, release, where);
  const { defaultNote } = facts;
  if (defaultNote === undefined) return found;
  return unsure(found, joined([defaultNote, found.note]));
}

/** Whether a key cannot be read, or reads differently on every machine. */
function isUntold({ kind, defaultNote }: KeyFacts, release: Release): boolean {
  const mayBeEmpty = kind.type === "string" || kind.type === "list";
  return release.default === "" && !(mayBeEmpty && defaultNote === undefined);
}

/** The default on the node's kernel, where it changed between the measured ones or within a stable series. */
function changed(
  facts: KeyFacts,
  release: Release,
  where: KernelFacts,
): KernelDefault {
  const change = changedDefault(facts.id, where);
  if (change === undefined) return estimate(facts, release, where);
  const { before, after, has, note } = change;
  if (has === false) return { value: before, sure: true };
  if (has === true && after !== undefined && release.default === before)
    return { value: after, sure: true };
  const found = estimate(facts, release, where);
  return has === true ? found : unsure(found, joined([found.note, note]));
}

/** The default, which more than the node's kernel leaves open. */
function unsure({ value, least }: KernelDefault, note: string): KernelDefault {
  return {
    value,
    sure: false,
    note,
    ...(least !== undefined && { least }),
  };
}

function joined(notes: readonly (string | undefined)[]): string {
  return notes.filter((note) => note !== undefined).join("; ");
}

/** The default without the doubts that are known for the key. */
function estimate(
  facts: KeyFacts,
  release: Release,
  where: KernelFacts,
): KernelDefault {
  const { id } = facts;
  const byCpus = defaultByCpus(id);
  if (byCpus) {
    return where.cpus === undefined
      ? {
          value: undefined,
          sure: false,
          note: "depends on the number of CPUs",
          least: byCpus(1),
        }
      : { value: byCpus(where.cpus), sure: true };
  }
  const computed = byMemory(facts, release, where);
  if (computed) return computed;
  const value = release.default;
  const arch = archOf(where.arch);
  if (arch !== release.arch && differsByArch(facts)) {
    // Another kernel's value for this architecture would be a guess, and so would that of another architecture.
    return arch === undefined
      ? { value, sure: false, note: `as on ${release.arch}` }
      : { value: undefined, sure: false, note: `not measured on ${arch}` };
  }
  const note = otherKernel(facts, release, where);
  return note === undefined
    ? { value, sure: true }
    : {
        value,
        sure: false,
        ...(isBeyondMeasured(where) && { assumed: true }),
        note,
      };
}

/** Whether the node's kernel is newer than the newest measured one. */
function isBeyondMeasured({ kernel }: KernelFacts): boolean {
  const version = kernel === undefined ? undefined : parseVersion(kernel);
  const newest = parseVersion(newestMeasured);
  return (
    version !== undefined &&
    newest !== undefined &&
    compareVersions(version, newest) > 0
  );
}

/** A default that follows the memory; undefined for other keys. */
function byMemory(
  facts: KeyFacts,
  release: Release,
  where: KernelFacts,
): KernelDefault | undefined {
  const arch = archOf(where.arch);
  const compute = (kernel: string): ReturnType<typeof defaultByMemory> => {
    const version = parseVersion(kernel);
    return (
      version &&
      defaultByMemory(
        facts.id,
        where.memory === undefined ? undefined : Number(where.memory),
        { kernel: version, arch, pageSize: Number(where.pageSize ?? 4096n) },
      )
    );
  };
  const own = compute(where.kernel ?? release.kernel);
  if (!own) return undefined;
  const note = own.value === undefined ? "depends on the memory" : undefined;
  const found: KernelDefault = own.sure
    ? { value: own.value, sure: true }
    : { ...own, ...(note !== undefined && { note }) };
  if (where.kernel !== undefined) return found;
  // The formulas know in which versions they changed.
  const others = timeline(facts, arch).flatMap(({ release: other }) =>
    other ? (compute(other.kernel) ?? []) : [],
  );
  if (others.every(({ value }) => value === own.value)) return found;
  return {
    value: own.value,
    sure: false,
    note: note ?? `as on ${release.kernel}`,
    least: others.map(({ least }) => least).reduce(leastOf),
  };
}

/** The smaller of each field. */
function leastOf(a: string, b: string): string {
  const other = b.split(" ");
  return a
    .split(" ")
    .map((field, index) => {
      const beside = other[index] ?? field;
      return Number(beside) < Number(field) ? beside : field;
    })
    .join(" ");
}

/** Why the node's kernel may have another default than the measured one. */
function otherKernel(
  facts: KeyFacts,
  release: Release,
  where: KernelFacts,
): string | undefined {
  const line = timeline(facts, archOf(where.arch));
  const own = release.default;
  const version =
    where.kernel === undefined ? undefined : parseVersion(where.kernel);
  if (!version) {
    const differs = line.some(
      (other) => other.release !== undefined && other.release.default !== own,
    );
    return differs ? `as on ${release.kernel}` : undefined;
  }
  const isMeasured = line.some(
    (other) =>
      other.has !== "unknown" && compareVersions(other.version, version) === 0,
  );
  if (isMeasured) return undefined;
  const newer = line.find(
    (other) => other.release && compareVersions(other.version, version) > 0,
  )?.release;
  if (!newer || (newer.arch !== release.arch && differsByArch(facts)))
    return `as on ${release.kernel}`;
  return newer.default === own
    ? undefined
    : `as on ${release.kernel}; ${newer.kernel} has ${newer.default}`;
}

/** Whether the default differs between architectures on a kernel that was measured on both. */
function differsByArch({ releases }: KeyFacts): boolean {
  return releases.some((release) => {
    const twin = releases.find(
      (other) => other.kernel === release.kernel && other.arch !== release.arch,
    );
    return twin !== undefined && twin.default !== release.default;
  });
}
