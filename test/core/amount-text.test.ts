import { expect, test } from "vitest";
import {
  amountText,
  amountTexts,
  digits,
  exactFormat,
} from "../../src/core/amount-text.js";
import type { Unit } from "../../src/core/unit.js";

test.each([
  [16_777_216n, "bytes", "16 MiB"],
  [87_380n, "bytes", "85.3 KiB"],
  [512n, "bytes", "512 B"],
  [65_536n, "kibibytes", "64 MiB"],
  [262_144n, "pages", "1 GiB"],
  [60n, "seconds", "60 s"],
  [86_400n, "seconds", "86,400 s"],
  [50n, "centiseconds", "500 ms"],
  [500n, "milliseconds", "500 ms"],
  [2_000n, "microseconds", "2,000 µs"],
  [700_000n, "nanoseconds", "700,000 ns"],
  [10n, "percent", "10 %"],
  [2_097_152n, "count", "2,097,152"],
  [32_768n, undefined, "32,768"],
] as const satisfies readonly (readonly [bigint, Unit | undefined, string])[])(
  "%s of %s is written as %s",
  (value, unit, text) => {
    expect(amountText(value, unit, {})).toBe(text);
  },
);

test("pages are as large as the node's", () => {
  expect(amountText(262_144n, "pages", { pageSize: 65_536n })).toBe("16 GiB");
});

test("two numbers that round to one text are written exactly", () => {
  expect(amountTexts(131_072n, 212_992n, "bytes", {})).toEqual([
    "128 KiB",
    "208 KiB",
  ]);
  expect(amountTexts(212_991n, 212_992n, "bytes", {})).toEqual([
    "212,991 B",
    "212,992 B",
  ]);
  expect(amountTexts(212_992n, 212_992n, "bytes", {})).toEqual([
    "208 KiB",
    "208 KiB",
  ]);
  expect(amountTexts(1_000_001n, 1_000_000n, "pages", {})).toEqual([
    "1,000,001 pages",
    "1,000,000 pages",
  ]);
});

test.each([
  [0n, "0"],
  [999n, "999"],
  [1_000n, "1,000"],
  [-1_048_576n, "-1,048,576"],
  [9_223_372_036_854_775_807n, "9,223,372,036,854,775,807"],
])("%s in groups of digits is %s", (value, text) => {
  expect(digits(value)).toBe(text);
});

test.each([
  [[8_388_608n, 16_777_216n], "bytes", ["8 MiB", "16 MiB"]],
  [[8_388_609n, 16_777_216n], "bytes", ["8,388,609 B", "16,777,216 B"]],
  [[30n, 120n], "seconds", ["30 s", "120 s"]],
  [[0n, 120n], "seconds", undefined],
  [[4096n, 8192n], "count", undefined],
] as const)(
  "%s of %s are written exactly, in one unit",
  (values, unit, texts) => {
    const format = exactFormat(values, unit);
    expect(format && values.map(format)).toEqual(texts);
  },
);
