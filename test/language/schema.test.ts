import { expect, test } from "vitest";
import { jsonSchema } from "../../src/index.js";
import { acceptable } from "../../src/rules/codes.js";

test("an editor knows what an `accept` may name, and what each means", () => {
  const names = acceptable();
  expect(names.get("no-effect")).toBeDefined();
  expect(names.get("unknown-key")).toBe("A key that no measured kernel has");
  expect(names.has("wrong-kind")).toBe(false);
  const properties = Object.fromEntries(
    [...names].map(([name, description]) => [
      name,
      { type: "string", description },
    ]),
  );
  const { $defs = {} } = jsonSchema() as { readonly $defs?: object };
  expect(Object.values($defs)).toContainEqual({
    type: "object",
    description: "Accepted findings: rule name and reason",
    properties,
    additionalProperties: false,
  });
});
