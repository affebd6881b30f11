import type { NodeFacts } from "./facts.js";
import { sizeText } from "./size-text.js";
import type { Unit } from "./unit.js";
import { allInWords, inWords } from "./unit-words.js";

const PAGE = 4096n;

type Write = (value: bigint, facts: NodeFacts) => string;

const inSizes: Readonly<Partial<Record<Unit, Write>>> = {
  bytes: (value) => sizeText(value),
  kibibytes: (value) => sizeText(value * 1024n),
  pages: (value, facts) => sizeText(value * (facts.pageSize ?? PAGE)),
};

const exactly: Readonly<Partial<Record<Unit, Write>>> = {
  bytes: (value) => `${digits(value)} B`,
  kibibytes: (value) => `${digits(value)} KiB`,
  pages: (value) => `${digits(value)} pages`,
  seconds: (value) => `${digits(value)} s`,
  centiseconds: (value) => `${digits(value * 10n)} ms`,
  milliseconds: (value) => `${digits(value)} ms`,
  microseconds: (value) => `${digits(value)} µs`,
  nanoseconds: (value) => `${digits(value)} ns`,
  percent: (value) => `${digits(value)} %`,
};

/** Writes a number of a key with its unit: `208 KiB`, `60 s`, `10 %`; a count has its digits in groups: `1,048,576`. */
export function amountText(
  value: bigint,
  unit: Unit | undefined,
  facts: NodeFacts,
): string {
  const write = unit && (inSizes[unit] ?? exactly[unit]);
  return write === undefined ? digits(value) : write(value, facts);
}

/** Writes two numbers of one key to be compared: exact where rounding would make them look equal. */
export function amountTexts(
  a: bigint,
  b: bigint,
  unit: Unit | undefined,
  facts: NodeFacts,
): readonly [string, string] {
  const rounded = [
    amountText(a, unit, facts),
    amountText(b, unit, facts),
  ] as const;
  const write = unit && exactly[unit];
  return a === b || rounded[0] !== rounded[1] || write === undefined
    ? rounded
    : [write(a, facts), write(b, facts)];
}

/**
 * Returns a function that writes numbers of one key exactly and in the same way: `8 MiB` and `16 MiB`, `10 B` and
 * `4,096 B`. Undefined for counts and other keys without a unit.
 */
export function exactFormat(
  values: readonly bigint[],
  unit: Unit | undefined,
): ((value: bigint) => string) | undefined {
  if (unit === undefined) return undefined;
  const write = exactly[unit];
  if (write === undefined || values.some((value) => value <= 0n))
    return undefined;
  const isSize = unit === "bytes" || unit === "kibibytes";
  const areWhole = isSize && allInWords(values, unit, {}) !== undefined;
  return (value) =>
    (areWhole ? inWords(value, unit, {}) : undefined) ?? write(value, {});
}

/** Writes an integer with a comma between each three digits, in every locale: `2,097,152`. */
export function digits(value: bigint): string {
  return value.toString().replaceAll(/\B(?=(?:\d{3})+$)/gu, ",");
}
