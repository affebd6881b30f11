import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isAmount, multiply, readAmount } from "../../src/core/quantity.js";

const KIB = 1024n;
const MIB = KIB * KIB;
const GIB = MIB * KIB;
const SECOND = 1_000_000_000n;

describe("numbers", () => {
  test.each([
    ["0", 0n],
    ["-0", 0n],
    ["1", 1n],
    ["-1", -1n],
    ["9223372036854775807", 2n ** 63n - 1n],
    ["18446744073709551615", 2n ** 64n - 1n],
    ["340282366920938463463374607431768211456", 2n ** 128n],
  ])("%s", (text, value) => {
    expect(readAmount(text)).toEqual({ type: "number", value });
  });

  test.each([
    ["010", "has a leading zero", "write 10"],
    ["007", "has a leading zero", "write 7"],
    ["00", "has a leading zero", "write 0"],
    ["089", "has a leading zero", "write 89"],
    ["-010", "has a leading zero", "write -10"],
    ["0x80", "is not written in decimal digits", "write 128"],
    ["0XfF", "is not written in decimal digits", "write 255"],
    ["0o17", "is not written in decimal digits", "write 15"],
    ["0b11", "is not written in decimal digits", "write 3"],
    ["-0x10", "is not written in decimal digits", "write -16"],
    ["0xffffffffffffffffff", "is not written in decimal digits", "decimal"],
    ["1_000", "has digit separators", "write 1000"],
    ["1,000,000", "has digit separators", "write 1000000"],
    ["1e3", "is not a whole number", "write 1000"],
    ["1E3", "is not a whole number", "write 1000"],
    ["1.5e3", "is not a whole number", "write 1500"],
    ["1e-3", "is not a whole number", undefined],
    ["1.5", "is not a whole number", undefined],
    ["1.0", "is not a whole number", "write 1"],
    ["1.", "is not a whole number", "write 1"],
    [".5", "is not a whole number", undefined],
    ["-1.5", "is not a whole number", undefined],
    ["+5", "has a plus sign", "write 5"],
    ["1e400", "is not a whole number", undefined],
  ])("%s %s", (text, fault, help) => {
    const read = readAmount(text);
    if (isAmount(read)) throw new Error(`${text} was read`);
    expect(read.fault).toBe(`\`${text}\` ${fault}`);
    if (help === undefined) expect(read.help).toBeUndefined();
    else expect(read.help).toContain(help);
  });
});

describe("sizes", () => {
  test.each([
    ["1B", 1n],
    ["0B", 0n],
    ["4KiB", 4n * KIB],
    ["16MiB", 16n * MIB],
    ["16 MiB", 16n * MIB],
    ["2GiB", 2n * GIB],
    ["1TiB", KIB * GIB],
    ["1.5KiB", 1536n],
    ["0.5MiB", 512n * KIB],
    ["0.0009765625KiB", 1n],
    ["16384TiB", 2n ** 54n],
  ])("%s", (text, bytes) => {
    expect(readAmount(text)).toEqual({ type: "size", bytes, written: text });
  });

  test.each([
    ["16MB", "write 16MiB, or 16000000 for this number of bytes"],
    ["16kB", "write 16KiB, or 16000 for this number of bytes"],
    ["1.5GB", "write 1.5GiB, or 1500000000 for this number of bytes"],
    ["0.0001kB", "write a whole number of bytes"],
    ["16M", "write 16MiB"],
    ["16Mi", "write 16MiB"],
    ["16k", "write 16KiB"],
    ["16K", "write 16KiB"],
    ["16Ki", "write 16KiB"],
    ["2G", "write 2GiB"],
    ["2T", "write 2TiB"],
    ["1.0001KiB", "write a smaller unit"],
  ])("%s is none: %s", (text, help) => {
    const read = readAmount(text);
    if (isAmount(read)) throw new Error(`${text} was read`);
    expect(read.help).toBe(help);
  });
});

describe("times", () => {
  test.each([
    ["30s", 30n * SECOND],
    ["30 s", 30n * SECOND],
    ["10m", 600n * SECOND],
    ["1h30m", 5400n * SECOND],
    ["1h 30m", 5400n * SECOND],
    ["1 h 30 m", 5400n * SECOND],
    ["1h30m15s", 5415n * SECOND],
    ["2d", 172_800n * SECOND],
    ["1.5h", 5400n * SECOND],
    ["250ms", SECOND / 4n],
    ["100us", 100_000n],
    ["5ns", 5n],
    ["0s", 0n],
    ["24h0m0s", 86_400n * SECOND],
  ])("%s", (text, nanoseconds) => {
    expect(readAmount(text)).toEqual({
      type: "time",
      nanoseconds,
      written: text,
    });
  });

  test.each([
    "30sec",
    "3 0s",
    "1 .5h",
    "30S",
    "1H",
    "1w",
    "1y",
    "h",
    "m30",
    "1h-30m",
    "0.1ns",
    "-30s",
    "30s.",
    "1:30",
    "1h30",
    "MiB",
    "16MiBs",
    "16MiB30s",
    "1 000",
    "",
    " ",
    "abc",
    "NaN",
    "Infinity",
    "-",
    "--1",
    "1-",
    "٣",
    "１",
    "¹",
    "1µ",
  ])("%j is nothing", (text) => {
    expect(isAmount(readAmount(text))).toBe(false);
  });
});

describe("whatever the text", () => {
  test("a fraction is exact or refused", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 2n ** 70n }),
        fc.nat(999),
        (whole, fraction) => {
          const text = `${whole}.${String(fraction).padStart(3, "0")}`;
          expect(multiply(text, 1000n)).toBe(whole * 1000n + BigInt(fraction));
          const product = (whole * 1000n + BigInt(fraction)) * 8n;
          expect(multiply(text, 8n)).toBe(
            product % 1000n === 0n ? product / 1000n : undefined,
          );
        },
      ),
    );
  });

  test("any text is read or refused, never thrown over", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const read = readAmount(text);
        expect(isAmount(read) || read.fault !== "").toBe(true);
      }),
    );
  });
});
