import { expect, test } from "vitest";
import { documentsOf } from "../../src/live/yaml-documents.js";

test("YAML that is nested too deep is not read, and told with its line", () => {
  expect(documentsOf(`a: 1\n---\nspec: ${"[ ".repeat(1_000)}`)).toEqual([
    {
      line: 3,
      value: undefined,
      fault: "the YAML is nested more than 100 levels deep",
    },
  ]);
});
