import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAmount, readAmount } from "../../src/core/quantity.js";
import { dimensionOf, toUnit, type Unit } from "../../src/core/unit.js";

const KIB = 1024n;
const MIB = KIB * KIB;
const GIB = MIB * KIB;
const SECOND = 1_000_000_000n;

describe("in a key's unit", () => {
  const toNumber = (text: string, unit: Unit, pageSize = 4096n): unknown => {
    const amount = readAmount(text);
    if (!isAmount(amount)) throw new Error(amount.fault);
    const number = toUnit(amount, unit, pageSize);
    return typeof number === "bigint" ? number : number.fault;
  };

  test.each([
    ["16MiB", "bytes", 16n * MIB],
    ["16MiB", "kibibytes", 16384n],
    ["16MiB", "pages", 4096n],
    ["1B", "bytes", 1n],
    ["6KiB", "pages", 1n],
    ["4095B", "pages", 0n],
    ["30s", "seconds", 30n],
    ["1h30m", "seconds", 5400n],
    ["5s", "centiseconds", 500n],
    ["10ms", "centiseconds", 1n],
    ["1.5s", "centiseconds", 150n],
    ["30s", "milliseconds", 30_000n],
    ["250us", "microseconds", 250n],
    ["1ms", "microseconds", 1000n],
    ["1s", "nanoseconds", SECOND],
    ["7", "pages", 7n],
    ["7", "seconds", 7n],
    ["7", "switch", 7n],
    ["-1", "bytes", -1n],
  ] as const)("%s in %s is %s", (text, unit, number) => {
    expect(toNumber(text, unit)).toBe(number);
  });

  test.each([
    ["16MiB", 16384n, 1024n],
    ["16MiB", 65536n, 256n],
    ["16KiB", 16384n, 1n],
    ["8KiB", 16384n, 0n],
  ])("%s in pages of %s bytes is %s", (text, pageSize, number) => {
    expect(toNumber(text, "pages", pageSize)).toBe(number);
  });

  test.each([
    ["1537B", "kibibytes", "is not a whole number of kibibytes"],
    ["1.5s", "seconds", "is not a whole number of seconds"],
    ["5ms", "centiseconds", "is not a whole number of centiseconds"],
    ["1ns", "microseconds", "is not a whole number of microseconds"],
    ["16MiB", "seconds", "is a size, but this key counts seconds"],
    ["30s", "bytes", "is a time, but this key counts bytes"],
    ["30s", "pages", "is a time, but this key counts pages"],
    ["16MiB", "count", "is a size, but this key counts"],
    ["30s", "switch", "is a time, but this key counts"],
    ["30s", "port", "is a time, but this key counts"],
    ["16KiB", "percent", "is a size, but this key counts percent"],
  ] as const)("%s for %s %s", (text, unit, fault) => {
    expect(toNumber(text, unit)).toContain(fault);
  });

  test("nothing with a unit where the key's is not known", () => {
    const amount = readAmount("16MiB");
    expect(isAmount(amount) && toUnit(amount, undefined, 4096n)).toHaveProperty(
      "fault",
    );
    expect(toUnit({ type: "number", value: 5n }, undefined, 4096n)).toBe(5n);
    expect(dimensionOf(undefined)).toBeUndefined();
  });
});

describe("whatever the number", () => {
  const digits = fc.bigInt({ min: 0n, max: 2n ** 70n });

  test("sizes come back", () => {
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom(["B", 1n], ["KiB", KIB], ["MiB", MIB], ["GiB", GIB]),
        (number, [suffix, factor]) => {
          const read = readAmount(`${number}${suffix}`);
          if (!isAmount(read)) throw new Error(read.fault);
          expect(toUnit(read, "bytes", 4096n)).toBe(number * factor);
          expect(toUnit(read, "pages", 4096n)).toBe((number * factor) / 4096n);
        },
      ),
    );
  });

  test("times come back", () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat(59),
        fc.nat(59),
        (hours, minutes, seconds) => {
          const read = readAmount(`${hours}h${minutes}m${seconds}s`);
          if (!isAmount(read)) throw new Error(read.fault);
          expect(toUnit(read, "seconds", 4096n)).toBe(
            BigInt(hours * 3600 + minutes * 60 + seconds),
          );
        },
      ),
    );
  });

  test("plain integers are themselves in every unit", () => {
    fc.assert(
      fc.property(
        fc.bigInt(),
        fc.constantFrom<Unit>("bytes", "pages", "seconds", "count", "switch"),
        (number, unit) => {
          const read = readAmount(String(number));
          expect(isAmount(read) && toUnit(read, unit, 4096n)).toBe(number);
        },
      ),
    );
  });
});
