import fc from "fast-check";
import type { Plan } from "../../src/plan/types.js";
import { ciliumOf, nodeOf, planOf } from "./plan.js";
import {
  allowedOf,
  conntrackOf,
  groupOf,
  moduleOf,
  sysctlOf,
} from "./settings.js";
import type { StatedFacts } from "../../src/platform/facts.js";

/** Any text, but for what no output format can hold and the spec stage refuses. */
const text = fc
  .oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.constantFrom("${x}", "''", "a\nb", "prettier-ignore", "---", "# a"),
  )
  .map((drawn) => drawn.replaceAll("\0", ""));

/** A value that fits on a line of sysctl.d. */
const lineValue = text.map((drawn) =>
  drawn.replaceAll(/[\p{Cc}\u2028\u2029\ufeff]/gu, "").trim(),
);

const value = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
  fc.array(fc.bigInt({ min: 0n, max: 2n ** 32n }), {
    minLength: 1,
    maxLength: 4,
  }),
  lineValue,
  fc.constant(null),
  fc.constant({ floor: true } as const),
);

const sysctls = fc
  .array(
    fc.record({
      value,
      why: fc.array(text, { maxLength: 2 }),
      refs: fc.array(text, { maxLength: 1 }),
      unit: fc.constantFrom("bytes", "pages", "seconds", "count"),
      standard: fc.option(text, { nil: undefined }),
    }),
    { maxLength: 6 },
  )
  .map((drawn) =>
    drawn.map(({ value: of, standard, ...more }, index) =>
      sysctlOf(`net.core.key_${index}`, of, {
        ...more,
        ...(standard !== undefined && { standard }),
      }),
    ),
  );

const node = fc
  .record({
    facts: fc.constantFrom<StatedFacts>(
      { os: "nixos", distribution: "k3s" },
      { os: "talos" },
      { os: "talos", osVersion: "1.14" },
      { os: "linux", distribution: "k3s" },
    ),
    why: fc.option(text, { nil: undefined }),
    group: fc.record({ sysctls, why: text, name: text }),
    modules: fc.array(
      fc.record({ why: fc.array(text), parameter: lineValue }),
      {
        maxLength: 2,
      },
    ),
    allowed: fc.array(text, { maxLength: 2 }),
    kubeProxy: fc.array(lineValue, { maxLength: 1 }),
  })
  .map(({ facts, why, group, modules, allowed, kubeProxy }) =>
    nodeOf(facts, {
      why,
      groups: [groupOf("profile", group.name, group.sysctls, group)],
      module: modules.map(({ why: reasons, parameter }, index) =>
        moduleOf(`module_${index}`, {
          why: reasons,
          parameters: { a: parameter.replaceAll(/["\\]/gu, "") },
        }),
      ),
      allowance: allowed.map((reason, index) =>
        allowedOf(`net.key_${index}.*`, reason),
      ),
      kubeProxy: kubeProxy.map((limit) => conntrackOf("min", limit)),
    }),
  );

const cilium = fc
  .array(
    fc.record({
      name: text.filter((drawn) => drawn !== "__proto__"),
      value: fc.oneof(text, fc.integer(), fc.boolean()),
      why: fc.array(text, { maxLength: 1 }),
    }),
    { maxLength: 3 },
  )
  .map((values) =>
    ciliumOf(
      values.map(({ name, ...more }) => ({
        path: ["bpf", name],
        mapMaxPath: undefined,
        ...more,
      })),
    ),
  );

/** A plan of one node whose every text may try to leave its place. */
export const anyPlan: fc.Arbitrary<Plan> = fc
  .record({ node, cilium, specName: text })
  .map(({ node: only, ...more }) => planOf([only], more));
