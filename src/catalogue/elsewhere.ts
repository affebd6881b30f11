import { elsewhere } from "./data/elsewhere.js";
import type { Kind } from "./types.js";

/** What is known about a key of kernels that were not measured. */
export interface ElsewhereKey {
  /** Completes "it exists only ...": `on Ubuntu, from kernel 6.5 on`. */
  readonly where: string;
  /** The platforms of `builds/` whose kernels have it, `nixos/hardened` for a flavour. */
  readonly platforms: readonly string[];
  /** Whether every ordinary node may have it: a module or a mount creates it. */
  readonly isUsual: boolean;
  /** The first kernel where it is usual: `7.3`; undefined for every kernel. */
  readonly since?: string | undefined;
  readonly kind: Kind;
  readonly certainty: "read" | "secondary";
  readonly source: string;
}

interface Row {
  readonly where: string;
  readonly platforms?: readonly string[];
  readonly usual?: boolean;
  readonly since?: string;
  readonly secondary?: boolean;
  readonly numbers?: readonly string[];
  readonly text?: readonly string[];
  readonly source: string;
}

const rows: readonly Row[] = elsewhere;

/** Finds a key that kernels other than the measured ones have; undefined if none is known to. */
export function findElsewhere(id: string): ElsewhereKey | undefined {
  const isThis = (name: string): boolean =>
    name.endsWith("*") ? id.startsWith(name.slice(0, -1)) : name === id;
  for (const row of rows) {
    const isNumber = row.numbers?.some(isThis) === true;
    if (!isNumber && row.text?.some(isThis) !== true) continue;
    return {
      where: row.where,
      platforms: row.platforms ?? [],
      isUsual: row.usual === true,
      since: row.since,
      kind: { type: isNumber ? "integer" : "string" },
      certainty: row.secondary === true ? "secondary" : "read",
      source: row.source,
    };
  }
  return undefined;
}

/** Lists the names of the table: keys, and `net.ax25.*` for all that start so, with where they exist. */
export function elsewhereNames(): readonly (readonly [
  name: string,
  where: string,
])[] {
  return rows.flatMap(({ where, numbers = [], text = [] }) =>
    [...numbers, ...text].map((name) => [name, where] as const),
  );
}

/** Whether a platform's kernels have a key that its own patches add. */
export function isPatchedInto(
  { platforms }: Pick<ElsewhereKey, "platforms">,
  platform: string,
): boolean {
  return platforms.includes(platform);
}
