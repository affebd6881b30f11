import { expect, test } from "vitest";
import { allKeys } from "../../src/catalogue/lookup.js";
import { rules } from "../../src/rules/registry.js";
import { errorsOf } from "../support/compile.js";
import { refused } from "../support/json-schema.js";

// The editor must not refuse what tunegen accepts, whatever the key and the form of its value.
test.each([
  ..."0 1 -1 3 4096 16MiB 30s 1.5h null true 5000000000 reno 8080 0-3".split(
    " ",
  ),
  "1e3",
  "0.5",
  '" 7 "',
  '"16 MiB"',
  "4096 131072 6291456",
  '"1\t2"',
  "[5]",
  "[1, 2]",
  "[4096, 128KiB, 6MiB]",
  "[a, b]",
  "{ value: 4096, why: x }",
  "{ value: null }",
  "{ value: { atLeast: 4096 }, nixos: { priority: 50 } }",
  "{ atLeast: 16KiB }",
  "{ atLeast: [4096, 131072, 6291456] }",
  "{ perCpu: 0.5, min: 1, max: 100 }",
  "{ perGiB: 64KiB }",
  "{ value: { perGiB: 2 }, accept: { no-effect: x } }",
  "{ why: x }",
  "{ atLeast: 1, why: x }",
])("each key that accepts %s", (value) => {
  for (const kernel of ["", ', kernel: "5.10"', ', kernel: "6.12"']) {
    const before = `version: 1
roles:
  a:
    why: x
    node: { os: linux, cpus: 4, memory: 8GiB${kernel} }
    sysctl:
`;
    const keys = allKeys().map((id) => id.replace(".lo.", ".eth0."));
    const text = `${before}${keys.map((key) => `      ${key}: ${value}\n`).join("")}`;
    const first = before.split("\n").length;
    const errors = new Set(errorsOf(text).map(({ line = 0 }) => line));
    const accepted = keys.filter((_, at) => !errors.has(first + at));
    const wrong = new Set(refused(text).map((each) => each.split(/[/ ]/u)[4]));
    expect(accepted.filter((key) => wrong.has(key))).toEqual([]);
  }
});

test("the examples of the rules are valid", () => {
  const texts = rules.flatMap(({ page }) => {
    const { failing, passing } = page();
    return [failing.spec, passing.spec];
  });
  expect(texts.length).toBeGreaterThan(100);
  for (const text of texts.filter((each) => errorsOf(each).length === 0))
    expect(refused(text), text).toEqual([]);
});
