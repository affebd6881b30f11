import { expect, test } from "vitest";
import { shareText } from "../../src/memory/bill.js";

test.each([
  [0n, "0 %"],
  [1n, "under 0.1 %"],
  [999n, "under 0.1 %"],
  [1000n, "0.1 %"],
  // Rounded up: it is more than a tenth.
  [1001n, "0.2 %"],
  [500_000n, "50 %"],
])("%d bytes of a million are %s", (bytes, text) => {
  expect(shareText(bytes, 1_000_000n)).toBe(text);
});
