import type { Unit } from "./unit.js";

/** The page size in bytes; 4 KiB if not stated. */
interface PageFacts {
  readonly pageSize?: bigint | undefined;
}

const sizes = ["KiB", "MiB", "GiB", "TiB", "PiB"] as const;

const times = [
  { one: "day", many: "days", seconds: 86400n },
  { one: "hour", many: "hours", seconds: 3600n },
  { one: "minute", many: "minutes", seconds: 60n },
] as const;

const words: Readonly<
  Partial<Record<Unit, (value: bigint, facts: PageFacts) => string | undefined>>
> = {
  bytes: size,
  kibibytes: (value) => size(value * 1024n),
  pages: (value, facts) => size(value * (facts.pageSize ?? 4096n)),
  seconds: time,
  centiseconds: (value) =>
    value % 100n === 0n ? time(value / 100n) : undefined,
};

/**
 * Formats a number with a unit if that is shorter than its digits: 16777216 bytes are `16 MiB`. Undefined otherwise.
 */
export function inWords(
  value: bigint,
  unit: Unit | undefined,
  facts: PageFacts,
): string | undefined {
  return unit === undefined ? undefined : words[unit]?.(value, facts);
}

/** Does the same for all fields of a vector; undefined if not all of them have a short form. */
export function allInWords(
  values: readonly bigint[],
  unit: Unit | undefined,
  facts: PageFacts,
): string | undefined {
  const all: string[] = [];
  for (const value of values) {
    const word = inWords(value, unit, facts);
    if (word === undefined) return undefined;
    all.push(word);
  }
  return all.length === 0 ? undefined : all.join(", ");
}

/** `4 GiB`, `512 MiB`, `1000 bytes`: an amount of memory. */
export function bytesInWords(bytes: bigint): string {
  return size(bytes) ?? `${bytes} bytes`;
}

function size(bytes: bigint): string | undefined {
  if (bytes < 1024n || bytes % 1024n !== 0n) return undefined;
  let count = bytes / 1024n;
  let power = 0;
  while (count % 1024n === 0n && power < sizes.length - 1) {
    count /= 1024n;
    power++;
  }
  // 9007199254740991 KiB is not easier to read than its bytes.
  return count < 100_000n
    ? `${count.toString()} ${sizes[power] ?? ""}`
    : undefined;
}

function time(seconds: bigint): string | undefined {
  if (seconds <= 0n) return undefined;
  const unit = times.find((time) => seconds % time.seconds === 0n);
  if (unit === undefined) return undefined;
  const count = seconds / unit.seconds;
  return `${count.toString()} ${count === 1n ? unit.one : unit.many}`;
}
