import { describe, expect, test } from "vitest";
import { errorCodes } from "../../src/core/diagnostics/registry.js";
import { formatPlace } from "../../src/core/source.js";
import { diagnoseExample } from "../../src/explain/example.js";
import type { Example } from "../../src/core/diagnostics/example.js";

/** What a spec is reported to have, as `severity code file:line:column`. */
function reported(example: Example): readonly string[] {
  return diagnoseExample(example).map(
    ({ severity, code, span }) =>
      `${severity} ${code} ${span === undefined ? "" : formatPlace(span)}`,
  );
}

describe.each(
  Object.entries(errorCodes).flatMap(([code, { severity, page }]) => {
    const shown = page();
    return "failing" in shown ? [[code, { severity, ...shown }] as const] : [];
  }),
)("%s", (code, { severity, failing, passing }) => {
  test("is reported in its failing example, at its place, and nothing else is", () => {
    const found = reported(failing).filter((each) => !each.startsWith("note"));
    expect(found).toEqual([`${severity} ${code} tuning.yaml:${failing.at}`]);
  });

  test("is not reported in its passing example, nor is anything else", () => {
    expect(reported(passing)).toEqual([]);
  });
});

test("no message repeats the file of its place", () => {
  for (const { page } of Object.values(errorCodes)) {
    const shown = page();
    const lines =
      "failing" in shown
        ? diagnoseExample(shown.failing).map(({ message, span }) =>
            span === undefined ? message : `${formatPlace(span)}: ${message}`,
          )
        : [shown.situation.prints];
    for (const line of lines)
      expect(line).not.toMatch(/^(\S+):\d+:\d+: (?:.* )?\1(?: |$)/u);
  }
});

test.each(
  Object.entries(errorCodes).flatMap(([code, entry]) =>
    "acceptable" in entry ? [[code, entry.page().failing] as const] : [],
  ),
)("an `accept` of %s keeps the setting", (code, { spec, at }) => {
  const lines = spec.split("\n");
  const line = Number.parseInt(at, 10) - 1;
  const accepted = (lines[line] ?? "").replace(
    /^( *\S+): (\S+) # (.*)$/u,
    `$1: { value: $2, why: $3, accept: { ${code}: Our kernel has it } }`,
  );
  expect(accepted).toContain(code);
  expect(reported({ spec: lines.with(line, accepted).join("\n") })).toEqual([]);
});
