/** One number of a value, before it is converted for a node. Sizes are in bytes, times in nanoseconds. */
export type Amount =
  | { readonly type: "number"; readonly value: bigint }
  | { readonly type: "size"; readonly bytes: bigint; readonly written: string }
  | {
      readonly type: "time";
      readonly nanoseconds: bigint;
      readonly written: string;
    };

export interface AmountFault {
  readonly fault: string;
  readonly why?: string;
  readonly help?: string;
  /** The one right way to write it. */
  readonly instead?: string;
}

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
};

function isPowerOfTwo(digits: string): boolean {
  const number = Number(digits);
  return Number.isSafeInteger(number) && Number.isInteger(Math.log2(number));
}

/**
 * Reads a number or a quantity: `262144`, `-1`, `16MiB`, `30s`, `1h30m`.
 * Rejects, with a reason: numbers that look octal or hexadecimal, fractions, exponents, decimal sizes, separators.
 */
export function readAmount(text: string): Amount | AmountFault {
  if (/^-?(?:0|[1-9][0-9]*)$/u.test(text))
    return { type: "number", value: BigInt(text) };
  return numberFault(text) ?? readQuantity(text);
}

export function isAmount(read: Amount | AmountFault): read is Amount {
  return "type" in read;
}

function numberFault(text: string): AmountFault | undefined {
  if (/^[-+]?0[0-9]+$/u.test(text)) {
    const octal = /^[-+]?[0-7]+$/u.test(text)
      ? Number.parseInt(text, 8)
      : undefined;
    const decimal = text.replace(/^([-+]?)0+(?=[0-9])/u, "$1");
    return {
      fault: `\`${text}\` has a leading zero`,
      why:
        octal === undefined
          ? "the kernel rejects it: a leading zero means octal"
          : `the kernel reads it as octal, ${octal}; YAML reads it as ${decimal}`,
      help: `write ${decimal}`,
    };
  }
  const other = /^[-+]?0[xob][0-9a-f]+$/iu.exec(text);
  if (other !== null) {
    const value = Number(text.replace(/^[-+]/u, ""));
    const sign = text.startsWith("-") ? "-" : "";
    return {
      fault: `\`${text}\` is not written in decimal digits`,
      why: "loaders, the kernel and YAML read such numbers differently",
      ...(Number.isSafeInteger(value)
        ? write(`${sign}${value}`)
        : { help: "write it in decimal digits" }),
    };
  }
  if (/^[-+]?[0-9]+(?:[_,][0-9]+)+$/u.test(text)) {
    return {
      fault: `\`${text}\` has digit separators`,
      why: "the kernel rejects them",
      ...write(text.replaceAll(/[_,]/gu, "")),
    };
  }
  const ends = /^([0-9]+)-([0-9]+)$/u.exec(text);
  if (ends !== null) {
    return {
      fault: `\`${text}\` is not a number`,
      help: `write two numbers as a list: [${ends[1] ?? ""}, ${ends[2] ?? ""}]`,
    };
  }
  if (/^\+[0-9]+$/u.test(text)) {
    return {
      fault: `\`${text}\` has a plus sign`,
      why: "the kernel rejects it",
      ...write(text.slice(1)),
    };
  }
  if (
    /^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?:\.[0-9]+)?e[-+]?[0-9]+)$/iu.test(
      text,
    )
  ) {
    const value = Number(text);
    return {
      fault: `\`${text}\` is not a whole number`,
      why: "the kernel accepts only whole numbers, without decimal points or exponents",
      ...(Number.isSafeInteger(value) && write(String(value))),
    };
  }
  return undefined;
}

/** Advises the one right way to write a value. */
function write(instead: string): Pick<AmountFault, "help" | "instead"> {
  return { help: `write ${instead}`, instead };
}

function readQuantity(text: string): Amount | AmountFault {
  const single = /^([0-9]+(?:\.[0-9]+)?)\s*([A-Za-zµ]+)$/u.exec(text);
  const [, digits = "", suffix = ""] = single ?? [];
  if (single !== null && Object.hasOwn(sizes, suffix)) {
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
  const word = suffix.toLowerCase().replace(/s$/u, "");
  if (single !== null && Object.hasOwn(unitWords, word)) {
    return {
      fault: `\`${text}\` has its unit as a word`,
      ...write(`${digits}${unitWords[word] ?? ""}`),
    };
  }
  return (
    readDuration(text) ?? {
      fault: `\`${text}\` is not a number or a quantity`,
    }
  );
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
