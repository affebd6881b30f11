import { expect, test } from "vitest";
import type { BootWrite } from "../../src/core/own-values.js";
import { bootWritings } from "../../src/platform/own/words.js";

const write = (by: string): BootWrite => ({
  by,
  value: "0",
  sure: false,
  when: undefined,
  certainty: "read",
  source: "a file",
});

test.each([
  ["A", "A sets 0 by default"],
  ["A,B", "A and B set 0 by default"],
  ["A,B,C,D", "A, B, C and 1 other set 0 by default"],
  ["A,B,C,D,E", "A, B, C and 2 others set 0 by default"],
])("systems %s", (names, words) => {
  expect(
    bootWritings(names.split(",").map(write)).map(
      ({ who, does }) => `${who} ${does}`,
    ),
  ).toEqual([words]);
});
