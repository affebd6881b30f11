import type { AmountFault } from "./amount-fault.js";
import type { Amount } from "./quantity.js";

/** The unit of a key's numbers. Sizes and times accept quantities (`16MiB`, `30s`), the others only plain numbers. */
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

/** Returns the kind of quantity that a unit accepts. */
export function dimensionOf(
  unit: Unit | undefined,
): "size" | "time" | "number" | undefined {
  if (unit === undefined) return undefined;
  if (unit === "pages" || sizeUnits[unit] !== undefined) return "size";
  return timeUnits[unit] === undefined ? "number" : "time";
}

/**
 * Converts an amount to the number that the kernel expects, in the unit of the key.
 * Bytes are rounded down to pages if the kernel counts pages. Returns an error if the unit does not match.
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
      fault: `\`${amount.written}\` has a unit, but the unit of this key is not known`,
      help: "write a plain number, as the kernel expects it",
    };
  }
  if (amount.type === "size") {
    const size = unit === "pages" ? pageSize : sizeUnits[unit];
    if (size === undefined) return misfit(amount.written, "a size", unit);
    if (unit !== "pages" && amount.bytes % size !== 0n) {
      return {
        fault: `\`${amount.written}\` is not a whole number of ${unit}`,
        help: `write a multiple of ${size} B`,
      };
    }
    return amount.bytes / size;
  }
  const time = timeUnits[unit];
  if (time === undefined) return misfit(amount.written, "a time", unit);
  if (amount.nanoseconds % time !== 0n) {
    return {
      fault: `\`${amount.written}\` is not a whole number of ${unit}`,
      why: `the kernel counts this key in ${unit}`,
      help: `write a whole number of ${countedAs[unit]}`,
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
  percent: "percent",
  count: "items, not bytes or seconds",
  switch: "0 and 1",
  choice: "numbered choices",
  mask: "bits of a mask",
  port: "port numbers",
};

function misfit(written: string, what: string, unit: Unit): AmountFault {
  const dimension = dimensionOf(unit);
  const digits = /^([0-9]+)m$/u.exec(written)?.[1];
  if (dimension === "size" && digits !== undefined)
    return {
      fault: `\`${written}\` is ${what}, but this key counts ${countedAs[unit]}`,
      help: `write ${digits}MiB`,
    };
  const example =
    dimension === "size"
      ? ", such as 16MiB"
      : dimension === "time"
        ? ", such as 30s"
        : "";
  return {
    fault: `\`${written}\` is ${what}, but this key counts ${countedAs[unit]}`,
    help: `write a number of ${countedAs[unit]}${example}`.replace(
      "number of items, not bytes or seconds",
      "plain number",
    ),
  };
}
