import { expect, test } from "vitest";
import { adviceOn } from "../../src/catalogue/advice.js";
import { allKeys } from "../../src/catalogue/lookup.js";
import { explainWord } from "../../src/explain/explain.js";
import { textOf } from "./explained.js";

test("what the catalogue knows of any key fits on a screen", () => {
  for (const key of allKeys()) {
    const lines = textOf(
      explainWord(key, undefined, undefined, adviceOn),
    ).split("\n");
    expect(lines.length, key).toBeLessThan(30);
    for (const line of lines)
      expect(line.length, line).toBeLessThanOrEqual(100);
  }
});
