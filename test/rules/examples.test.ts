import { expect, test } from "vitest";
import { compileSource } from "../../src/compile.js";
import { rules } from "../../src/rules/registry.js";
import { error } from "../../src/core/diagnostic.js";
import { positionAt } from "../../src/core/source.js";

/** What a spec is found to have, as `rule line:column`. */
function findings(spec: string): readonly string[] {
  const source = { name: "tuning.yaml", text: spec };
  const { errors, findings: found } = compileSource(source, {
    readInclude: (name) => error("unreadable-include", undefined, name),
  });
  return [...errors, ...found].map(({ code, span }) => {
    if (span === undefined) return code;
    const { line, column } = positionAt(span.source, span.start);
    return `${code} ${line}:${column}`;
  });
}

test.each(rules.map((rule) => [rule.name, rule] as const))(
  "%s finds its failing example, at its place, and nothing else there",
  (name, { page }) => {
    const { failing } = page();
    expect(findings(failing.spec)).toEqual([`${name} ${failing.at}`]);
  },
);

test.each(rules.map((rule) => [rule.name, rule] as const))(
  "%s is content with its passing example, and so is every other rule",
  (_name, { page }) => {
    expect(findings(page().passing.spec)).toEqual([]);
  },
);

test("every rule has a name of its own", () => {
  expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
});
