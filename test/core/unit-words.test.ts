import { expect, test } from "vitest";
import { allInWords } from "../../src/core/unit-words.js";

test.each<[readonly bigint[], string | undefined]>([
  [[], undefined],
  [[4096n], "4 KiB"],
  [[4096n, 1n << 20n], "4 KiB, 1 MiB"],
  [[4096n, 1000n], undefined],
])("%s bytes are %s", (values, words) => {
  expect(allInWords(values, "bytes", {})).toBe(words);
});
