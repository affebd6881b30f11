import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const found = (levels: string): readonly string[] =>
  compiled(`version: 1
rules: ${levels}
roles:
  a:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: { value: 512, accept: { no-effect: A } }
`).findings.map(
    ({ severity, rule, line = 0, column = 0 }) =>
      `${line}:${column} ${severity} ${rule}`,
  );

test("a rule has the level of the section `rules`", () => {
  expect(found("{}")).toEqual([
    "7:7 warning below-default",
    "7:7 note reason-missing",
    "7:51 warning accept-unused",
  ]);
  expect(
    found(
      "{ below-default: note, reason-missing: error, accept-unused: note }",
    ),
  ).toEqual([
    "7:7 error reason-missing",
    "7:7 note below-default",
    "7:51 note accept-unused",
  ]);
});

test("a rule that is off finds nothing, and no `accept` of it is idle", () => {
  expect(
    found("{ below-default: off, reason-missing: off, no-effect: off }"),
  ).toEqual([]);
});

test("an unknown rule is an error with the nearest name", () => {
  const { findings } = compiled("version: 1\nrules: { reason-mising: off }\n");
  expect(findings).toMatchObject([
    {
      severity: "error",
      rule: "unknown-rule",
      line: 2,
      column: 10,
      help: "did you mean `reason-missing`?",
    },
  ]);
});

test("errors of the language cannot be switched off, and a level is one of four", () => {
  expect(found("{ unknown-key: off }")[0]).toBe("2:10 error unknown-rule");
  expect(found("{ below-default: ignore }")[0]).toBe("2:25 error wrong-shape");
});
