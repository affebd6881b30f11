import { expect, test } from "vitest";
import { error } from "../../src/core/diagnostic.js";
import { codeGroups, errorCodes } from "../../src/core/diagnostics/registry.js";
import { collectDiagnostics } from "../../src/core/report.js";
import { rules } from "../../src/rules/registry.js";

test("every code has one entry, and is in kebab case", () => {
  const names = [
    ...codeGroups.flatMap(({ codes }) => Object.keys(codes)),
    ...rules.map(({ name }) => name),
  ];
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(
    names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/u.test(name)),
  ).toEqual(["conflict"]);
  expect(Object.keys(errorCodes)).toHaveLength(names.length - rules.length);
});

test("a code that is not in the registry does not compile", () => {
  // @ts-expect-error -- the name is misspelt
  expect(error("unkown-key", undefined, "").code).toBe("unkown-key");
  // @ts-expect-error -- a warning
  expect(error("accept-unused", undefined, "").severity).toBe("error");
});

test("a reporter keeps what it is told in order, and gives undefined for what could not be read", () => {
  const reporter = collectDiagnostics();
  const other = error("conflict", undefined, "second");
  expect(reporter.error("unknown-key", undefined, "first")).toBeUndefined();
  reporter.add([other]);
  expect(reporter.diagnostics).toEqual([
    { severity: "error", code: "unknown-key", message: "first" },
    other,
  ]);
});
