import { afterEach, expect, test, vi } from "vitest";
import { compileSource } from "../../src/compile.js";
import { error } from "../../src/core/diagnostic.js";
import { rules } from "../../src/rules/registry.js";
import { reportsOfNodes } from "../../src/rules/reports-of-nodes.js";
import type * as NodeSettings from "../../src/rules/support/node-settings.js";

/** The keys that rules asked for by name. */
const asked = new Set<string>();

vi.mock("../../src/rules/support/node-settings.js", async (load) => {
  const real = await load<typeof NodeSettings>();
  return {
    ...real,
    setting: (...[node, id]: Parameters<typeof real.setting>) => {
      asked.add(id);
      return real.setting(node, id);
    },
    held: (...[node, id]: Parameters<typeof real.held>) => {
      asked.add(id);
      return real.held(node, id);
    },
  } satisfies typeof NodeSettings;
});

afterEach(() => {
  asked.clear();
});

function compiled(text: string) {
  const { plan, spec } = compileSource(
    { name: "tuning.yaml", text },
    { readInclude: (name) => error("unreadable-include", undefined, name) },
  );
  if (plan === undefined || spec === undefined) throw new Error(text);
  return { plan, spec };
}

test.each(rules.map((rule) => [rule.name, rule] as const))(
  "%s watches the keys that it asks for and reports",
  (_, rule) => {
    const { failing, passing } = rule.page();
    for (const { spec: text } of [failing, passing]) {
      const { plan, spec } = compiled(text);
      asked.clear();
      const reports =
        rule.scope === "plan"
          ? rule.check(plan, spec)
          : reportsOfNodes([rule], plan.nodes, plan)(rule);
      const keys = plan.nodes.flatMap((node) =>
        node.settings.sysctl.filter((sysctl) =>
          reports.some(({ about }) => about === sysctl),
        ),
      );
      const own = rule.watches === undefined ? [] : keys.map(({ id }) => id);
      for (const id of [...own, ...asked])
        expect(rule.watches?.has(id), id).toBe(true);
    }
  },
);

test("a key that no rule is about is watched by none", () => {
  expect(
    rules.filter(({ watches }) => watches?.has("net.nothing.at_all")),
  ).toEqual([]);
});
