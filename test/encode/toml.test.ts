import { expect, test } from "vitest";
import { EncodeError } from "../../src/encode/error.js";
import { tomlBareKey, tomlString } from "../../src/encode/toml.js";

test.each([
  ["4096 131072", '"4096 131072"'],
  ['"%e"', String.raw`"\"%e\""`],
  [String.raw`C:\x`, String.raw`"C:\\x"`],
  ["a\tb", String.raw`"a\u0009b"`],
  ["\u{e0001}", '"\u{e0001}"'],
  ["\u{1fffe}", String.raw`"\U0001fffe"`],
])("%j is the string %s", (text, expected) => {
  expect(tomlString(text)).toBe(expected);
});

test("half a surrogate pair is no text", () => {
  expect(() => tomlString("\ud800")).toThrow(EncodeError);
});

test("a bare key has no dots", () => {
  expect(tomlBareKey("nf_conntrack")).toBe("nf_conntrack");
  expect(() => tomlBareKey("a.b")).toThrow(EncodeError);
});
