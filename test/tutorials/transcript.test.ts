import { expect, test } from "vitest";
import { edited } from "../support/transcript.js";

test("an edit needs the lines that it changes, once", () => {
  expect(edited("a\nb\nc\n", " a\n-b\n+d\n+e\n")).toBe("a\nd\ne\nc\n");
  expect(() => edited("a\nb\n", "-c\n")).toThrow("does not have");
  expect(() => edited("a\na\n", "-a\n")).toThrow("more than once");
});
