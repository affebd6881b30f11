import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const head = `version: 1
roles:
  r: { node: { os: linux, kernel: "6.12", cni: cilium }, sysctl: { vm.swappiness: 10 } }
`;

test.each([
  ["panels: { cilium-conntrack: true }", ["5:13 monitoring-alert-unused"]],
  ["panels: { cilium-conntrack: false }", []],
  ["panels: { connection-states: true }", []],
  ["alerts: { ena-conntrack-drops: {} }", []],
  ["alerts: { retransmissions: {} }", ["5:13 monitoring-alert-unused"]],
  ["alerts: { cilium-gc-failures: {} }", ["5:13 monitoring-alert-unused"]],
])("%s", (line, expected) => {
  const { findings } = compiled(`${head}monitoring:\n  ${line}\n`);
  expect(
    findings
      .filter(({ rule }) => rule === "monitoring-alert-unused")
      .map(({ rule, line: at = 0, column = 0 }) => `${at}:${column} ${rule}`),
  ).toEqual(expected);
});

test("an alert about AWS is not for nodes that are elsewhere", () => {
  const { findings } = compiled(`version: 1
roles:
  r: { node: { os: linux, distribution: aks }, sysctl: { vm.swappiness: 10 } }
monitoring:
  alerts: { ena-conntrack-drops: {} }
`);
  expect(findings).toContainEqual(
    expect.objectContaining({
      line: 5,
      column: 13,
      message: "`ena-conntrack-drops` produces no alert",
      why: "it is written only if the distribution is `eks`, or the spec names it and the nodes may be on AWS, and its limit is known",
    }),
  );
});
