import {
  defaultHugePageSize,
  parseKernelSize,
} from "../catalogue/huge-page-sizes.js";
import type { KernelWords } from "../encode/kernel-arguments.js";
import type { KernelArgument } from "../settings/kernel-argument.js";
import type { NodePlan } from "./types.js";

/** The huge pages of one size that a node reserves at boot, and the argument that says so. */
export interface HugePagePool {
  /** In bytes. */
  readonly size: bigint;
  readonly count: bigint;
  readonly argument: KernelArgument;
}

/** What a node's kernel arguments say about huge pages. */
export interface HugePages {
  /** In bytes: what `vm.nr_hugepages` counts. */
  readonly defaultSize: bigint;
  readonly pools: readonly HugePagePool[];
}

const names: ReadonlySet<string> = new Set([
  "hugepages",
  "hugepagesz",
  "default_hugepagesz",
]);

/** Lists the kernel arguments of a node about huge pages that have a value. */
export function hugePageArguments({
  settings,
}: NodePlan): readonly KernelArgument[] {
  return settings.kernelArgument.filter(
    ({ value }) =>
      value !== undefined && names.has(value.name.replaceAll("-", "_")),
  );
}

/**
 * Reads the huge pages of a node's kernel arguments as the kernel does: a count belongs to the size before it, or to the
 * default size if no size precedes it, and a second count for a size is ignored.
 * Source: Linux 6.12, mm/hugetlb.c, hugepages_setup, hugepagesz_setup and default_hugepagesz_setup.
 */
export function hugePagesOf(node: NodePlan): HugePages {
  const pools = new Map<bigint | undefined, HugePagePool>();
  let stated: bigint | undefined;
  // Undefined until a size was read: the default size.
  let current: bigint | undefined;
  for (const argument of hugePageArguments(node)) {
    for (const [name, text] of wordsOf(argument.value)) {
      if (name !== "hugepages") {
        current = parseKernelSize(text) ?? current;
        if (name === "default_hugepagesz") stated ??= current;
      } else if (!pools.has(current)) {
        const count = countOf(text);
        pools.set(current, { size: current ?? 0n, count, argument });
      }
    }
  }
  const defaultSize = stated ?? defaultHugePageSize(node.facts);
  const all = [...pools].map(([size = defaultSize, pool]) => ({
    ...pool,
    size,
  }));
  return { defaultSize, pools: all };
}

function wordsOf(
  words: KernelWords | undefined,
): readonly (readonly [name: string, value: string])[] {
  if (words === undefined) return [];
  const name = words.name.replaceAll("-", "_");
  return [
    ...words.values.map((value) => [name, value] as const),
    ...wordsOf(words.followedBy),
  ];
}

/** Reads `16`, or the sum of `0:512,1:512`. */
function countOf(text: string): bigint {
  return text
    .split(",")
    .map((part) => /^(?:[0-9]+:)?([0-9]+)/u.exec(part)?.[1] ?? "0")
    .reduce((sum, count) => sum + BigInt(count), 0n);
}
