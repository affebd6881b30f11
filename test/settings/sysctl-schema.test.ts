import fc from "fast-check";
import { expect, test } from "vitest";
import { copyOf } from "../../src/core/schema.js";
import { sysctlSchema } from "../../src/settings/sysctl/schema.js";

/** The same schema, as zod checks it: what is done for sections of numbers is not copied. */
const ofZod = copyOf(sysctlSchema);

const names = fc.oneof(
  fc.constantFrom("vm.swappiness", "why", "refs", "accept", "constructor"),
  fc.string(),
);
const numbers = fc.oneof(
  fc.integer(),
  fc.constantFrom(0.5, -0, Number.NaN, Number.POSITIVE_INFINITY),
);
const values = fc.oneof(
  { weight: 5, arbitrary: numbers },
  fc.constantFrom(null, undefined, true, 1n, "10", [10], { value: 10 }, {}),
);
const sections = fc.oneof(
  fc.dictionary(names, numbers),
  fc.dictionary(names, values),
  fc.array(numbers),
  values,
);

test("a section of numbers is valid where zod says so", () => {
  fc.assert(
    fc.property(sections, (section) => {
      const { success, data, error } = sysctlSchema.safeParse(section);
      const expected = ofZod.safeParse(section);
      expect({ success, data, issues: error?.issues }).toEqual({
        success: expected.success,
        data: expected.data,
        issues: expected.error?.issues,
      });
    }),
  );
});

test.each([{ why: 1 }, { "vm.swappiness": Number.NaN }, [1], 1, null])(
  "%j is no section of numbers",
  (section) => {
    expect(sysctlSchema.safeParse(section).success).toBe(false);
  },
);
