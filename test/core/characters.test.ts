import { expect, test } from "vitest";
import {
  anyOf,
  BYTE_ORDER_MARK,
  CONTROL,
  INVISIBLE,
  NONCHARACTER,
  SEPARATOR,
  SURROGATE,
} from "../../src/core/characters.js";

test.each([
  ["CONTROL", CONTROL, /\p{Cc}/u],
  ["SURROGATE", SURROGATE, /\p{Surrogate}/u],
  ["NONCHARACTER", NONCHARACTER, /\p{Noncharacter_Code_Point}/u],
  ["SEPARATOR", SEPARATOR, /[\p{Zl}\p{Zp}]/u],
  ["BYTE_ORDER_MARK", BYTE_ORDER_MARK, /\ufeff/u],
])("%s has the characters of Unicode's property", (_, set, property) => {
  const ours = anyOf([set], "u");
  const different = [];
  for (let code = 0; code <= 0x10_ffff; code += 1) {
    const text = String.fromCodePoint(code);
    if (ours.test(text) !== property.test(text)) different.push(code);
  }
  expect(different).toEqual([]);
});

test("INVISIBLE has every mark that changes the direction of text", () => {
  const invisible = anyOf([INVISIBLE], "u");
  for (const text of "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
    expect(invisible.test(text)).toBe(true);
  for (const text of "a\u0300\u200c\u200d")
    expect(invisible.test(text)).toBe(false);
});
