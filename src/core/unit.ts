import type { Amount, AmountFault } from "./quantity.js";

/** What one number of a key counts. Sizes and times take quantities (`16MiB`, `30s`); the others plain numbers. */
export type Unit =
  | "bytes"
  | "kibibytes"
  | "pages"
  | "seconds"
  | "centiseconds"
  | "milliseconds"
  | "microseconds"
  | "nanoseconds"
  | "percent"
  | "count"
  | "switch"
  | "choice"
  | "mask"
  | "port";

const sizeUnits: Partial<Record<Unit, bigint>> = {
  bytes: 1n,
  kibibytes: 1024n,
};

const timeUnits: Partial<Record<Unit, bigint>> = {
  seconds: 1_000_000_000n,
  centiseconds: 10_000_000n,
  milliseconds: 1_000_000n,
  microseconds: 1_000n,
  nanoseconds: 1n,
};

/** What a unit is a unit of: the quantities that may be written for it. */
export function dimensionOf(
  unit: Unit | undefined,
): "size" | "time" | "number" | undefined {
  if (unit === undefined) return undefined;
  if (unit === "pages" || sizeUnits[unit] !== undefined) return "size";
  return timeUnits[unit] === undefined ? "number" : "time";
}

/**
 * The number that the kernel counts for an amount in a key's unit.
 * Bytes become pages where the kernel counts pages, rounded down; a fault where the unit does not fit.
 */
export function toUnit(
  amount: Amount,
  unit: Unit | undefined,
  pageSize: bigint,
): bigint | AmountFault {
  if (amount.type === "number") return amount.value;
  const dimension = dimensionOf(unit);
  if (dimension === undefined || unit === undefined) {
    return {
      fault: `\`${amount.written}\` has a unit, and tunegen does not know this key's`,
      help: "write the plain number that the kernel takes",
    };
  }
  if (amount.type === "size") {
    const size = unit === "pages" ? pageSize : sizeUnits[unit];
    if (size === undefined) return misfit(amount.written, "a size", unit);
    if (unit !== "pages" && amount.bytes % size !== 0n) {
      return {
        fault: `\`${amount.written}\` is no whole number of ${unit}`,
        help: `write a multiple of ${size} B`,
      };
    }
    return amount.bytes / size;
  }
  const time = timeUnits[unit];
  if (time === undefined) return misfit(amount.written, "a time", unit);
  if (amount.nanoseconds % time !== 0n) {
    return {
      fault: `\`${amount.written}\` is no whole number of ${unit}`,
      why: `the kernel counts this key in ${unit}`,
      help: `write whole ${countedAs[unit]}`,
    };
  }
  return amount.nanoseconds / time;
}

const countedAs: Record<Unit, string> = {
  bytes: "bytes",
  kibibytes: "KiB",
  pages: "pages",
  seconds: "seconds",
  centiseconds: "hundredths of a second",
  milliseconds: "milliseconds",
  microseconds: "microseconds",
  nanoseconds: "nanoseconds",
  percent: "per cent",
  count: "things, not bytes or seconds",
  switch: "0 and 1",
  choice: "numbered choices",
  mask: "bits of a mask",
  port: "port numbers",
};

function misfit(written: string, what: string, unit: Unit): AmountFault {
  const dimension = dimensionOf(unit);
  const example =
    dimension === "size"
      ? ", such as 16MiB"
      : dimension === "time"
        ? ", such as 30s"
        : "";
  return {
    fault: `\`${written}\` is ${what}, and this key counts ${countedAs[unit]}`,
    help: `write a number of ${countedAs[unit]}${example}`.replace(
      "number of things, not bytes or seconds",
      "plain number",
    ),
  };
}
