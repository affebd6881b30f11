import { kernels } from "../../catalogue/decode.js";
import { timeline } from "../../catalogue/timeline.js";
import type { KeyFacts, Release } from "../../catalogue/types.js";

/** The complete kernels (all modules measured), for which defaults are shown. */
export const wholeKernels: readonly string[] = [
  ...new Set(kernels.filter(({ whole }) => whole).map(({ kernel }) => kernel)),
];

/** A fact with the kernels that it applies to. */
export interface OnKernels<T> {
  /** Oldest first. */
  readonly kernels: readonly string[];
  readonly value: T;
}

/** The key on each measured kernel that has it, oldest first: one release per kernel, amd64 if there is a choice. */
export function releasesOf(facts: KeyFacts): readonly Release[] {
  const seen = timeline(facts, undefined).flatMap(
    ({ release }) => release ?? [],
  );
  return seen.length > 0 ? seen : facts.releases;
}

/** Groups releases by value: each distinct value with its kernels. */
export function byKernel<R extends { readonly kernel: string }, T>(
  releases: readonly R[],
  valueOf: (release: R) => T | undefined,
  identity: (value: T) => string,
): readonly OnKernels<T>[] {
  const groups = new Map<string, { kernels: string[]; value: T }>();
  for (const release of releases) {
    const value = valueOf(release);
    if (value === undefined) continue;
    const known = groups.get(identity(value));
    if (known === undefined)
      groups.set(identity(value), { kernels: [release.kernel], value });
    else known.kernels.push(release.kernel);
  }
  return [...groups.values()];
}

/** Some of a key's kernels in words: `on 5.10 to 6.1`, `on 6.12`, `from 6.18`. */
export function kernelWords(
  some: readonly string[],
  all: readonly string[],
): string {
  const runs: string[][] = [];
  for (const kernel of all) {
    const at = all.indexOf(kernel);
    const previous = all[at - 1];
    if (!some.includes(kernel)) continue;
    const run = runs.at(-1);
    if (previous !== undefined && run?.at(-1) === previous) run.push(kernel);
    else runs.push([kernel]);
  }
  const words = runs.map((run) => {
    const [first = "", last = ""] = [run[0], run.at(-1)];
    if (last === all.at(-1)) return `from ${first}`;
    return run.length === 1 ? first : `${first} to ${last}`;
  });
  const text = words.join(" and ");
  return text.startsWith("from") ? text : `on ${text}`;
}
