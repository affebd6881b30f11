import {
  type AmountFault,
  numberFault,
  placeholderFault,
  wordFault,
  write,
} from "./amount-fault.js";
import { onceForText } from "./once-for.js";

/** One number of a value, before it is converted for a node. Sizes are in bytes, times in nanoseconds. */
export type Amount =
  | { readonly type: "number"; readonly value: bigint }
  | { readonly type: "size"; readonly bytes: bigint; readonly written: string }
  | {
      readonly type: "time";
      readonly nanoseconds: bigint;
      readonly written: string;
    };

const sizes: Readonly<Record<string, bigint>> = {
  B: 1n,
  KiB: 1n << 10n,
  MiB: 1n << 20n,
  GiB: 1n << 30n,
  TiB: 1n << 40n,
};

const times: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

/** The units of sizes and times, as people write them. */
export const sizeUnits: readonly string[] = Object.keys(sizes);
export const timeUnits: readonly string[] = Object.keys(times);

const decimalSizes: Readonly<Record<string, bigint>> = {
  kB: 1_000n,
  KB: 1_000n,
  MB: 1_000_000n,
  GB: 1_000_000_000n,
  TB: 1_000_000_000_000n,
};

/** Short forms that other tools use, with their binary unit. */
const shortSizes: Readonly<Record<string, string>> = {
  k: "KiB",
  K: "KiB",
  Ki: "KiB",
  M: "MiB",
  Mi: "MiB",
  G: "GiB",
  Gi: "GiB",
  T: "TiB",
  Ti: "TiB",
};

/** Words for units, in the singular. */
const unitWords: Readonly<Record<string, string>> = {
  byte: "B",
  millisecond: "ms",
  msec: "ms",
  sec: "s",
  second: "s",
  min: "m",
  minute: "m",
  hr: "h",
  hour: "h",
  day: "d",
  kibibyte: "KiB",
  mebibyte: "MiB",
  gibibyte: "GiB",
  tebibyte: "TiB",
};

/** Words for sizes of which nobody can tell whether they count in powers of two or of ten. */
const decimalWords: Readonly<Record<string, string>> = {
  kilobyte: "kB",
  megabyte: "MB",
  meg: "MB",
  gigabyte: "GB",
  gig: "GB",
  terabyte: "TB",
};

/** Units of sizes by their lower case. `m` and `t` alone are left out: a minute is not a MiB. */
const anyCase: ReadonlyMap<string, string> = new Map(
  [...Object.keys(sizes), ...Object.keys(decimalSizes)]
    .filter((unit) => unit.length > 1)
    .map((unit) => [unit.toLowerCase(), unit]),
);

function isPowerOfTwo(digits: string): boolean {
  const number = Number(digits);
  return Number.isSafeInteger(number) && Number.isInteger(Math.log2(number));
}

/**
 * Reads a number or a quantity: `262144`, `-1`, `16MiB`, `30s`, `1h30m`.
 * Rejects, with a reason: numbers that look octal or hexadecimal, fractions, exponents, decimal sizes, separators.
 */
export const readAmount = onceForText((text: string): Amount | AmountFault => {
  if (/^-?(?:0|[1-9][0-9]*)$/u.test(text))
    return { type: "number", value: BigInt(text) };
  return placeholderFault(text) ?? numberFault(text) ?? readQuantity(text);
});

export function isAmount(read: Amount | AmountFault): read is Amount {
  return "type" in read;
}

function readQuantity(text: string): Amount | AmountFault {
  const single = /^([0-9]+(?:\.[0-9]+)?)\s*([A-Za-zµ]+)$/u.exec(text);
  const [, digits = "", written = ""] = single ?? [];
  const word = written.toLowerCase().replace(/s$/u, "");
  const suffix = decimalWords[word] ?? unitOf(written);
  if (single !== null && Object.hasOwn(sizes, suffix)) {
    if (suffix !== written)
      return {
        fault: `\`${text}\` has its unit in another case`,
        ...write(`${digits}${suffix}`),
      };
    const bytes = multiply(digits, sizes[suffix] ?? 1n);
    return bytes === undefined
      ? {
          fault: `\`${text}\` is not a whole number of bytes`,
          help: "write a smaller unit",
        }
      : { type: "size", bytes, written: text };
  }
  if (single !== null && Object.hasOwn(decimalSizes, suffix)) {
    const bytes = multiply(digits, decimalSizes[suffix] ?? 1n);
    return {
      fault: `\`${text}\` is a decimal size`,
      why: `\`${suffix}\` can mean ${suffix[0]?.toUpperCase() ?? ""}iB or ${decimalSizes[suffix] ?? 0n} bytes`,
      help:
        bytes === undefined
          ? "write a whole number of bytes"
          : `write ${digits}${suffix[0]?.toUpperCase() ?? ""}iB, or ${bytes} for this number of bytes`,
      // Nobody counts 16 MB or 4 GB in powers of ten; of 100 MB nobody knows.
      ...(isPowerOfTwo(digits) && {
        instead: `${digits}${suffix[0]?.toUpperCase() ?? ""}iB`,
      }),
    };
  }
  if (single !== null && Object.hasOwn(shortSizes, suffix)) {
    return {
      fault: `\`${text}\` has an incomplete unit`,
      ...write(`${digits}${shortSizes[suffix] ?? ""}`),
    };
  }
  if (single !== null && Object.hasOwn(unitWords, word)) {
    return {
      fault: `\`${text}\` has its unit as a word`,
      ...write(`${digits}${unitWords[word] ?? ""}`),
    };
  }
  return (
    readDuration(text) ??
    wordFault(text) ?? {
      fault: `\`${text}\` is not a number or a quantity`,
    }
  );
}

/** The unit as it is written right, where only its case is wrong and does not tell it from another. */
function unitOf(written: string): string {
  const isRight =
    Object.hasOwn(sizes, written) || Object.hasOwn(decimalSizes, written);
  return isRight ? written : (anyCase.get(written.toLowerCase()) ?? written);
}

/** Reads a duration in the format of Go and Kubernetes: `1h30m`, `30s`, `1.5h`. */
function readDuration(text: string): Amount | AmountFault | undefined {
  const unspaced = text.replaceAll(" ", "");
  const parts = [
    ...unspaced.matchAll(/([0-9]+(?:\.[0-9]+)?)(ns|us|ms|s|m|h|d)/gu),
  ];
  if (
    parts.length === 0 ||
    parts.map(([part]) => part).join("") !== unspaced ||
    /[0-9] +[0-9.]/u.test(text)
  )
    return undefined;
  let nanoseconds = 0n;
  for (const [, digits = "0", unit = "s"] of parts) {
    const part = multiply(digits, times[unit] ?? 1n);
    if (part === undefined)
      return { fault: `\`${text}\` is finer than a nanosecond` };
    nanoseconds += part;
  }
  return { type: "time", nanoseconds, written: text };
}

/** Multiplies a decimal such as `1.5` by an integer; undefined if the product is not an integer. */
export function multiply(digits: string, by: bigint): bigint | undefined {
  const [whole = "0", fraction = ""] = digits.split(".");
  const scale = 10n ** BigInt(fraction.length);
  const product = BigInt(whole + fraction) * by;
  return product % scale === 0n ? product / scale : undefined;
}
