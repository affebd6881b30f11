import { expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { compiled, errorsOf, planOf } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

/** Values below `bpf` from line 4 on. */
function spec(version: string | undefined, values: readonly string[]): string {
  return `version: 1
cilium:
  bpf:
${values.map((value) => `    ${value} # A busy cluster\n`).join("")}${version === undefined ? "" : `  version: "${version}"\n`}`;
}

const ours = (rule: string): boolean => rule.startsWith("cilium-number-");
const found = (
  version: string | undefined,
  values: readonly string[],
): readonly string[] => lineFindings(spec(version, values), ours);

const valuesOf = (version: string, values: readonly string[]): string =>
  emitAll(planOf(spec(version, values)), ["cilium"])
    .map(({ text }) => text)
    .join("")
    .replaceAll(/^ *#.*\n|^\n/gmu, "");

const million = ["ctTcpMax: 1048576", "ctAnyMax: 524288", "natMax: 1048576"];

test.each([
  ["1.14", []],
  ["1.15", []],
  ["v1.15.19", []],
  ["1.16", ["4:5 cilium-number-unclear"]],
  ["1.16.0", ["4:5 cilium-number-refused"]],
  ["1.16.7", ["4:5 cilium-number-refused"]],
  ["1.16.8", []],
  ["1.16.20", []],
  ["1.17", ["4:5 cilium-number-unclear"]],
  ["1.17.1", ["4:5 cilium-number-refused"]],
  ["1.17.2", []],
  ["1.18", []],
  ["1.20.2", []],
  ["2.0", []],
  [undefined, ["4:5 cilium-number-unclear"]],
])("a million entries with chart %s", (version, expected) => {
  expect(found(version, million)).toEqual(expected);
});

test.each([
  ["1.15", '"1048576"'],
  ["1.16", "1048576"],
  ["1.18", "1048576"],
])("chart %s gets %s", (version, size) => {
  expect(valuesOf(version, million)).toBe(
    `bpf:\n  ctTcpMax: ${size}\n  ctAnyMax: 524288\n  natMax: ${size}\n`,
  );
});

const EXITS = "the Cilium agent exits at start";
const REPLACES = "replaces it by 65536, with only a line in its log";

test.each([
  ["1.17.4", "policyMapMax: 65537", EXITS],
  ["1.18.0", "policyMapMax: 65537", `${EXITS}; from 1.19 on it ${REPLACES}`],
  ["1.19.1", "policyMapMax: 65537", `the Cilium agent ${REPLACES}`],
  [undefined, "policyMapMax: 65537", `${EXITS}; from 1.19 on it ${REPLACES}`],
  ["1.19.1", "ctTcpMax: 16777217", EXITS],
])("an agent of %s and %s", (version, value, why) => {
  expect(
    errorsOf(spec(version, [value])).map(
      ({ line = 0, column = 0, rule, why: said }) =>
        `${line}:${column} ${rule}: ${said ?? ""}`,
    ),
  ).toEqual([`4:5 out-of-range: ${why}`]);
});

test.each([
  ["1.15", 1_000_000, []],
  ["1.16", 999_999, []],
  ["1.16", 1_000_000, ["4:5 cilium-number-refused"]],
  ["1.18.3", 1_000_000, ["4:5 cilium-number-refused"]],
  ["1.20.2", 1_000_000, ["4:5 cilium-number-refused"]],
  [undefined, 1_000_000, ["4:5 cilium-number-unclear"]],
])("nodeMapMax with chart %s: %d", (version, size, expected) => {
  expect(found(version, [`nodeMapMax: ${size}`])).toEqual(expected);
});

test("the finding names the charts that pass the number on, and the other sizes", () => {
  const [finding] = compiled(spec("1.16", million)).findings.filter(
    ({ rule }) => ours(rule),
  );
  expect(finding).toMatchObject({
    message:
      "charts before 1.16.8 and 1.17.2 write `bpf.ctTcpMax`, 1,048,576, as 1.048576e+06",
    why: 'the Cilium agent exits at start over a number with an exponent, and `version: "1.16"` does not tell the patch level',
    related: [{ line: 6, column: 5 }],
  });
});

test("each size is accepted by itself", () => {
  const values = [
    "ctTcpMax: { value: 1048576, accept: { cilium-number-unclear: Ours is patched } }",
    "natMax: 1048576",
  ];
  expect(found("1.16", values)).toEqual(["5:5 cilium-number-unclear"]);
  expect(
    compiled(spec("1.16", values)).findings.map(({ rule }) => rule),
  ).not.toContain("accept-unused");
});
