import { expect, test } from "vitest";
import { addAll } from "../../src/core/add-all.js";
import { largest } from "../../src/core/largest.js";

/** More than a call takes as arguments. */
const MANY = 300_000;

test("a list takes very many items, in their order", () => {
  const list = [0];
  addAll(
    list,
    Array.from({ length: MANY }, (_, index) => index + 1),
  );
  expect(list).toHaveLength(MANY + 1);
  expect(list.at(-1)).toBe(MANY);
});

test("very many numbers have a largest one", () => {
  const numbers = Array.from({ length: MANY }, (_, index) => index % 1000);
  expect(largest(numbers)).toBe(999);
  expect(largest(numbers, 5000)).toBe(5000);
  expect(largest([])).toBe(Number.NEGATIVE_INFINITY);
});
