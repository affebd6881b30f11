import * as z from "zod/mini";
import { describe, expect, test } from "vitest";
import {
  flag,
  number,
  onUse,
  optional,
  strictObject,
  text,
  texts,
} from "../../src/core/schema.js";
import { jsonSchema } from "../../src/index.js";

describe("a schema that is made on use", () => {
  function counted() {
    let made = 0;
    const section = onUse(() => {
      made++;
      return strictObject({ size: z.number() });
    });
    const spec = strictObject({ name: z.string(), section: optional(section) });
    return { spec, made: () => made };
  }

  test("is not made for a spec without the section", () => {
    const { spec, made } = counted();
    expect(spec.safeParse({ name: "a" }).success).toBe(true);
    expect(spec.safeParse({ name: 1, other: 2 }).success).toBe(false);
    expect(made()).toBe(0);
  });

  test("is made once, and checks the section", () => {
    const { spec, made } = counted();
    expect(
      spec.safeParse({ name: "a", section: { size: 1 } }).data,
    ).toStrictEqual({ name: "a", section: { size: 1 } });
    const wrong = spec.safeParse({ name: "a", section: { size: "big" } });
    expect(wrong.error?.issues.map(({ path }) => path)).toStrictEqual([
      ["section", "size"],
    ]);
    expect(made()).toBe(1);
  });
});

test("no field describes a schema that others share", () => {
  // Makes the schemas that are made on use, too.
  jsonSchema();
  for (const shared of [text, texts, number, flag])
    expect(z.globalRegistry.get(shared)).toBeUndefined();
});
