import { defaultFor } from "../../catalogue/defaults.js";
import { defaultByCpus } from "../../catalogue/cpu-formulas.js";
import { followsMemory } from "../../catalogue/memory-formulas.js";
import type { KeyFacts } from "../../catalogue/types.js";
import { dependsOnBuild } from "../../platform/kernel-builds.js";
import { releasesOf, wholeKernels } from "./kernels.js";
import { spaced } from "../quantities.js";

/** The memory sizes that defaults are shown for, in bytes. */
export const memorySizes: readonly bigint[] = [
  512n,
  1024n,
  2048n,
  4096n,
  8192n,
  16384n,
].map((mebibytes) => mebibytes * 1048576n);

/** A key's default on one kernel, and with one amount of memory if it depends on memory. */
export interface DefaultCell {
  readonly kernel: string;
  /** Bytes. */
  readonly memory?: bigint;
  readonly value: string;
  /** Whether the value is approximate, or was not measured with this kernel. */
  readonly about: boolean;
}

export interface Defaults {
  readonly cells: readonly DefaultCell[];
  /** Why the default may differ on the user's machine: "on Debian; 2 upstream". */
  readonly note?: string;
}

/** Lists the defaults by kernel, and by memory if they vary; no cells if the value differs between machines. */
export function defaultsOf(facts: KeyFacts): Defaults {
  const depends = dependsOnBuild(facts.id);
  if (depends !== undefined) return { cells: [], note: depends };
  const own = releasesOf(facts);
  const whole = own.filter(({ kernel }) => wholeKernels.includes(kernel));
  const shown = whole.length > 0 ? whole : own;
  const cells = shown.flatMap(({ kernel, arch }) =>
    memorySizes.flatMap((memory): readonly DefaultCell[] => {
      const known = defaultFor(facts, { kernel, arch, memory });
      return known?.value === undefined
        ? []
        : [
            {
              kernel,
              memory,
              value: spaced(known.value),
              about: !known.sure && followsMemory(facts.id),
            },
          ];
    }),
  );
  const note = [
    facts.defaultNote,
    defaultByCpus(facts.id) && "grows with the number of CPUs",
  ].filter((part) => part !== undefined);
  return {
    cells: variesByMemory(cells) ? cells : withoutMemory(cells),
    ...(note.length > 0 && { note: note.join("; ") }),
  };
}

function variesByMemory(cells: readonly DefaultCell[]): boolean {
  const first = new Map<string, string>();
  return cells.some(({ kernel, value }) => {
    const known = first.get(kernel) ?? value;
    first.set(kernel, known);
    return known !== value;
  });
}

function withoutMemory(cells: readonly DefaultCell[]): readonly DefaultCell[] {
  const byKernel = new Map(cells.map(({ kernel, value }) => [kernel, value]));
  return [...byKernel].map(([kernel, value]) => ({
    kernel,
    value,
    about: false,
  }));
}
