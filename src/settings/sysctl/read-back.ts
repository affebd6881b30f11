import type { KeyFacts } from "../../catalogue/types.js";
import type { NodeFacts } from "../../core/facts.js";
import type { SysctlValue } from "./value.js";

/** What is written, and of which key. */
interface Written {
  readonly id: string;
  readonly known: KeyFacts | undefined;
  readonly value: SysctlValue | undefined;
}

/** The ticks per second that kernels are built with. Source: Linux, kernel/Kconfig.hz. */
const HZ = [100n, 250n, 300n, 1000n] as const;
/** Ticks of the times that user space sees in hundredths of a second. */
const USER_HZ = 100n;
const THOUSAND = 1000n;
const USUAL_PAGE = 4096n;
/** A bucket of a hash table is the head of a list: 8 bytes. */
const HEAD = 8n;

/**
 * Lists what the kernel may print after a value was written, the likeliest first; several where the clock of the kernel
 * decides. Undefined for a text, which is printed as it was written or in a normal form of its own.
 * Source: catalogue/measured/quirks.md (nf_conntrack_buckets is rounded up to whole pages of heads; boolean bridge keys
 * read back 1; fs.pipe-max-size is rounded up to a power of two of pages; times are kept in ticks), and Linux,
 * include/linux/jiffies.h and kernel/time/time.c for how ticks are rounded.
 */
export function readsBack(
  { id, known, value }: Written,
  { pageSize = USUAL_PAGE }: Pick<NodeFacts, "pageSize">,
): readonly (readonly bigint[])[] | undefined {
  if (value?.type !== "integers") return undefined;
  const { fields } = value;
  if (id === "net.netfilter.nf_conntrack_buckets")
    return [fields.map((field) => upTo(field, pageSize / HEAD))];
  if (id === "fs.pipe-max-size")
    return [fields.map((field) => powerOfTwo(field, pageSize))];
  if (id.startsWith("net.bridge.bridge-nf-"))
    return [fields.map((field) => (field === 0n ? 0n : 1n))];
  const ticks = ticksOf(id, known);
  if (ticks === undefined) return [fields];
  const all = HZ.map((hz) => fields.map((field) => ticks(field, hz)));
  return distinct([
    ...all.filter((each) => each.join(" ") === fields.join(" ")),
    ...all,
  ]);
}

function ticksOf(
  id: string,
  known: KeyFacts | undefined,
): ((value: bigint, hz: bigint) => bigint) | undefined {
  if (known?.unit === "milliseconds")
    return (value, hz) =>
      value < 0n ? value : over(over(value * hz, THOUSAND) * THOUSAND, hz);
  return known?.unit === "centiseconds" && id.includes(".neigh.")
    ? (value, hz) => (((value * hz) / USER_HZ) * USER_HZ) / hz
    : undefined;
}

/** Divides, and rounds up. */
function over(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function upTo(value: bigint, step: bigint): bigint {
  return over(value, step) * step;
}

function powerOfTwo(value: bigint, least: bigint): bigint {
  let size = least;
  while (size < value) size *= 2n;
  return size;
}

function distinct(
  all: readonly (readonly bigint[])[],
): readonly (readonly bigint[])[] {
  return [...new Map(all.map((each) => [each.join(" "), each])).values()];
}
