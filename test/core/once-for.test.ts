import { expect, test } from "vitest";
import { onceForText } from "../../src/core/once-for.js";

test("a text is computed once, and again only after very many others", () => {
  const computed: string[] = [];
  const lengthOf = onceForText((text) => {
    computed.push(text);
    return text.length;
  });
  expect([lengthOf("a"), lengthOf("a"), lengthOf("bb")]).toEqual([1, 1, 2]);
  expect(computed).toEqual(["a", "bb"]);
  for (let index = 0; index < 100_000; index += 1) lengthOf(`other ${index}`);
  expect(lengthOf("a")).toBe(1);
  expect(computed.filter((text) => text === "a")).toHaveLength(2);
});
