import { expectTypeOf, test } from "vitest";
import type { Platform } from "../../src/core/platform.js";
import type { NodePlan } from "../../src/plan/types.js";
import type {
  DistributionName,
  OperatingSystemName,
  StatedFacts,
} from "../../src/platform/facts.js";

/** A name of a platform. `none` is a word of other facts too. */
type Name = OperatingSystemName | Exclude<DistributionName, "none">;

/** The fields of a record whose type has such a name, also as one of several. */
type Naming<Fields> = {
  [Field in keyof Fields]-?: [Extract<Fields[Field], Name>] extends [never]
    ? never
    : Field;
}[keyof Fields];

test("a planned node has a platform, and no name of one to compare", () => {
  expectTypeOf<NodePlan["platform"]>().toEqualTypeOf<Platform>();
  expectTypeOf<NodePlan>().not.toHaveProperty("os");
  expectTypeOf<NodePlan["facts"]>().not.toHaveProperty("os");
  expectTypeOf<Platform>().not.toHaveProperty("os");
  expectTypeOf<NodePlan>().not.toHaveProperty("distribution");
  expectTypeOf<NodePlan["facts"]>().not.toHaveProperty("distribution");
  expectTypeOf<Platform>().not.toHaveProperty("distribution");
  expectTypeOf<Naming<NodePlan>>().toEqualTypeOf<never>();
  expectTypeOf<Naming<NodePlan["facts"]>>().toEqualTypeOf<never>();
  expectTypeOf<Naming<Platform>>().toEqualTypeOf<never>();
});

test("the facts of a spec have the names", () => {
  expectTypeOf<Naming<StatedFacts>>().toEqualTypeOf<"os" | "distribution">();
});
