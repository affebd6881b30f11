import type { NodeFacts } from "../core/facts.js";

const KIB = 1n << 10n;
const MIB = 1n << 20n;
const GIB = 1n << 30n;

/** The page size of most kernels; other nodes state theirs. */
const USUAL_PAGE = 4n * KIB;

/**
 * The sizes by architecture and page size, the default first. A size of 1 GiB on amd64 requires the CPU flag `pdpe1gb`.
 * Source: Linux 6.12, Documentation/arch/arm64/hugetlbpage.rst; Documentation/admin-guide/mm/hugetlbpage.rst;
 * arch/x86/mm/hugetlbpage.c.
 */
const sizes: readonly {
  readonly arch: NonNullable<NodeFacts["arch"]>;
  readonly page: bigint;
  readonly sizes: readonly bigint[];
}[] = [
  { arch: "amd64", page: 4n * KIB, sizes: [2n * MIB, GIB] },
  {
    arch: "arm64",
    page: 4n * KIB,
    sizes: [2n * MIB, 64n * KIB, 32n * MIB, GIB],
  },
  { arch: "arm64", page: 16n * KIB, sizes: [32n * MIB, 2n * MIB, GIB] },
  {
    arch: "arm64",
    page: 64n * KIB,
    sizes: [512n * MIB, 2n * MIB, 16n * GIB],
  },
];

/**
 * Lists the sizes of huge pages in bytes that a node's kernel can have, in ascending order. Without the facts `arch` or
 * `pageSize`, those of every architecture and page size that it may have.
 */
export function hugePageSizes({
  arch,
  pageSize,
}: Pick<NodeFacts, "arch" | "pageSize">): readonly bigint[] {
  const possible = sizes.filter(
    (each) =>
      (arch === undefined || each.arch === arch) &&
      (pageSize === undefined || each.page === pageSize),
  );
  return [...new Set(possible.flatMap((each) => each.sizes))].sort((a, b) =>
    a < b ? -1 : 1,
  );
}

/** Returns the default size of huge pages in bytes: everything that one page of 8 B entries maps. */
export function defaultHugePageSize({
  pageSize = USUAL_PAGE,
}: Pick<NodeFacts, "pageSize">): bigint {
  return (pageSize / 8n) * pageSize;
}

/**
 * Reads a size as the kernel does on its command line: `1G`, `2m`, `2048K`, `2097152`. Undefined for a text without a
 * number. Source: Linux 6.12, lib/cmdline.c, memparse.
 */
export function parseKernelSize(text: string): bigint | undefined {
  const [, digits, suffix = ""] =
    /^(0x[0-9a-f]+|[0-9]+)([kmgtpe]?)/iu.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const power = "kmgtpe".indexOf(suffix.toLowerCase() || "-") + 1;
  return BigInt(digits) << BigInt(10 * power);
}

/** Formats a size as the kernel's command line and its documentation do: `1G`, `2M`, `64K`. */
export function kernelSizeText(bytes: bigint): string {
  for (const [unit, suffix] of [
    [GIB, "G"],
    [MIB, "M"],
    [KIB, "K"],
  ] as const) {
    if (bytes >= unit && bytes % unit === 0n) return `${bytes / unit}${suffix}`;
  }
  return String(bytes);
}
