import type { SysctlKey } from "../core/key.js";
import { isAtLeast, parseVersion } from "../core/version.js";
import { requirementOf } from "./by-option.js";
import { gateOf } from "./builds/gates.js";
import { patcherNames } from "./builds/patchers.js";
import { type ElsewhereKey, findElsewhere } from "./elsewhere.js";
import { releaseFor } from "./lookup.js";
import { archOf } from "./timeline.js";
import type { KernelFacts, KeyFacts } from "./types.js";

/** The kernels that have a key which others of the same version do not have. */
export interface Whereabouts extends Pick<
  ElsewhereKey,
  "platforms" | "source"
> {
  /** Completes "it exists only ...": `on kernels with CONFIG_UCLAMP_TASK`. */
  readonly where: string;
}

/**
 * Tells where a key exists, if the version of the kernel does not decide it: patches of a distribution, or an option
 * that the measured kernel is without. Undefined for keys of every kernel, of modules and of mounts, and for others
 * that nobody is known to have. Whether a known build has it says `presenceOf`, see `builds/presence.ts`.
 */
export function whereaboutsOf(
  key: SysctlKey,
  known: KeyFacts | undefined,
  facts: KernelFacts,
): Whereabouts | undefined {
  if (known === undefined) {
    const found = findElsewhere(key.id);
    return found && isUsualOn(found, facts) ? undefined : found;
  }
  // Of the keys of the catalogue, Debian's patches made one.
  const only = patched.has(key.id) ? gateOf(key)?.only : undefined;
  if (only)
    return {
      where: `on kernels that are patched for it: ${patcherNames(only)}`,
      platforms: only,
      source: "catalogue/builds/gates.tsv",
    };
  const version =
    facts.kernel === undefined ? undefined : parseVersion(facts.kernel);
  if (!version || releaseFor(known, facts)) return undefined;
  const required = requirementOf(key, version, archOf(facts.arch));
  if (!required || required.module !== undefined) return undefined;
  return {
    where: `on kernels with ${required.options.replace(/[A-Z]\w*/gu, "CONFIG_$&")}`,
    platforms: [],
    source: "catalogue/builds/gates.tsv",
  };
}

/** Whether a kernel may be expected to have a key; true if its version is not known. */
function isUsualOn(
  { isUsual, since }: ElsewhereKey,
  { kernel }: KernelFacts,
): boolean {
  if (!isUsual || since === undefined) return isUsual;
  return isAtLeast(kernel, since) !== false;
}

/** Keys of the catalogue that are not Linux'. Looking up their gates decodes a table, so that others are not asked for. */
const patched: ReadonlySet<string> = new Set([
  "kernel.unprivileged_userns_clone",
]);
