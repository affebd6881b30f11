import type { Arch } from "../core/facts.js";
import { kernels } from "./decode.js";
import type { KeyFacts, Release } from "./types.js";
import { parseVersion, type Version } from "../core/version.js";

/** Whether a measured kernel has a key. */
export interface Standing {
  readonly kernel: string;
  readonly version: Version;
  /** `unknown`: the modules of this kernel were not all loaded, or it was not measured on this architecture. */
  readonly has: "yes" | "no" | "unknown";
  /** Set if `has` is yes. */
  readonly release: Release | undefined;
}

/** The measured versions, oldest first. */
const versions = [...new Set(kernels.map(({ kernel }) => kernel))].map(
  (kernel) => {
    const version = parseVersion(kernel);
    if (!version) throw new Error(`no version: ${kernel}`);
    const own = kernels.filter((other) => other.kernel === kernel);
    return {
      kernel,
      version,
      hasArm64: own.some(({ arch }) => arch === "arm64"),
      whole: own.some(({ whole }) => whole),
    };
  },
);

/** The oldest measured kernel. */
export const oldestMeasured = versions[0]?.kernel ?? "";

/** The newest measured kernel. */
export const newestMeasured = versions.at(-1)?.kernel ?? "";

/** Returns the catalogue's name of an architecture; undefined for one that was not measured. */
export function archOf(text: string | undefined): Arch | undefined {
  if (text === "arm64" || text === "aarch64") return "arm64";
  return text === "amd64" || text === "x86_64" ? "amd64" : undefined;
}

/** Cache: the checks of a node ask for the same timeline many times. */
const timelines = new WeakMap<
  KeyFacts,
  Map<Arch | undefined, readonly Standing[]>
>();

/** Lists the measured kernels with their answer for a key, oldest first; amd64 replaces an unmeasured arm64. */
export function timeline(
  facts: KeyFacts,
  arch: Arch | undefined,
): readonly Standing[] {
  const lines =
    timelines.get(facts) ?? new Map<Arch | undefined, readonly Standing[]>();
  timelines.set(facts, lines);
  const line = lines.get(arch) ?? timelineOf(facts, arch);
  lines.set(arch, line);
  return line;
}

function timelineOf(
  { releases }: KeyFacts,
  arch: Arch | undefined,
): readonly Standing[] {
  const onAmd64 = byKernel(releases, "amd64");
  const onArm64 = byKernel(releases, "arm64");
  const doubtful =
    (arch !== "amd64" && onAmd64.size === 0) ||
    (arch === "arm64" && isMissingOnArm64(onAmd64, onArm64));
  return versions.map(({ kernel, version, hasArm64, whole }) => {
    const onlyArm64Counts = arch === "arm64" && hasArm64;
    const release = onlyArm64Counts
      ? onArm64.get(kernel)
      : (onAmd64.get(kernel) ??
        (arch === "amd64" ? undefined : onArm64.get(kernel)));
    const standsIn = arch === "arm64" && !onlyArm64Counts;
    if (release && !(standsIn && doubtful))
      return { kernel, version, has: "yes", release };
    const has = whole && (!doubtful || onlyArm64Counts) ? "no" : "unknown";
    return { kernel, version, has, release: undefined };
  });
}

function byKernel(
  releases: readonly Release[],
  arch: Arch,
): ReadonlyMap<string, Release> {
  const found = new Map<string, Release>();
  for (const release of releases)
    if (release.arch === arch) found.set(release.kernel, release);
  return found;
}

/** Whether a kernel that was measured on both architectures has the key only on amd64. */
function isMissingOnArm64(
  onAmd64: ReadonlyMap<string, Release>,
  onArm64: ReadonlyMap<string, Release>,
): boolean {
  return versions.some(
    ({ kernel, hasArm64 }) =>
      hasArm64 && onAmd64.has(kernel) && !onArm64.has(kernel),
  );
}
