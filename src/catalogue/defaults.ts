import { defaultByCpus, defaultByMemory } from "./formulas.js";
import { releaseFor } from "./lookup.js";
import { nearestPoint } from "./points.js";
import { archOf, timeline } from "./timeline.js";
import type { KernelFacts, KeyFacts, Release } from "./types.js";
import { compareVersions, parseVersion } from "../core/version.js";

/** The kernel's default; if not `sure`, `note` says what it depends on. */
export interface KernelDefault {
  readonly value: string;
  readonly sure: boolean;
  readonly note?: string;
}

interface Estimate {
  readonly value: string;
  /** Why it is only an estimate. */
  readonly note: string | undefined;
}

/**
 * Computes the default of a key on a node from its kernel, memory and CPUs.
 * Undefined if the kernel does not have the key, or if the value differs between machines.
 */
export function defaultFor(
  facts: KeyFacts,
  where: KernelFacts,
): KernelDefault | undefined {
  const release = releaseFor(facts, where);
  if (!release || isUntold(facts, release)) return undefined;
  const { value, note } = estimate(facts.id, release, where);
  // Estimates differ between kernels by little more than the size of the kernel image: not worth a second note.
  const others = note ?? otherKernel(facts, release, where);
  const notes = [facts.defaultNote, others].filter(
    (part) => part !== undefined,
  );
  if (notes.length === 0) return { value, sure: true };
  return { value, sure: false, note: notes.join("; ") };
}

/** Whether a key cannot be read, or reads differently on every machine. */
function isUntold({ kind, defaultNote }: KeyFacts, release: Release): boolean {
  const mayBeEmpty = kind.type === "string" || kind.type === "list";
  return release.default === "" && !(mayBeEmpty && defaultNote === undefined);
}

/** The default on a measured kernel, with the node's memory and CPUs. */
function estimate(id: string, release: Release, where: KernelFacts): Estimate {
  const byCpus = defaultByCpus(id);
  if (byCpus) {
    if (where.cpus !== undefined)
      return { value: byCpus(where.cpus), note: undefined };
    return {
      value: release.default,
      note: "depends on the number of CPUs",
    };
  }
  const computed =
    where.memory === undefined
      ? undefined
      : defaultByMemory(id, where.memory, where.kernel ?? release.kernel);
  if (computed !== undefined) return { value: computed, note: undefined };
  return (
    nearestPoint(id, release, where) ?? {
      value: release.default,
      note: undefined,
    }
  );
}

/** Why the node's kernel or architecture may have another default than the measured one. */
function otherKernel(
  facts: KeyFacts,
  release: Release,
  where: KernelFacts,
): string | undefined {
  const arch = archOf(where.arch);
  const line = timeline(facts, arch);
  const value = (of: Release): string => estimate(facts.id, of, where).value;
  const own = value(release);
  const version =
    where.kernel === undefined ? undefined : parseVersion(where.kernel);
  if (!version) {
    const differs = line.some(
      (other) => other.release !== undefined && value(other.release) !== own,
    );
    if (differs) return `as on ${release.kernel}`;
  } else if (
    !line.some(
      (other) =>
        other.has !== "unknown" &&
        compareVersions(other.version, version) === 0,
    )
  ) {
    const newer = line.find(
      (other) => other.release && compareVersions(other.version, version) > 0,
    )?.release;
    if (!newer) return `as on ${release.kernel}`;
    if (value(newer) !== own)
      return `as on ${release.kernel}; ${newer.kernel} has ${value(newer)}`;
  }
  return arch !== release.arch && differsByArch(facts, value)
    ? `as on ${release.arch}`
    : undefined;
}

/** Whether the default differs between architectures on one kernel. */
function differsByArch(
  { releases }: KeyFacts,
  value: (of: Release) => string,
): boolean {
  return releases.some((release) => {
    const twin = releases.find(
      (other) => other.kernel === release.kernel && other.arch !== release.arch,
    );
    return twin !== undefined && value(twin) !== value(release);
  });
}
