import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** The nodes of each finding of a rule, as JSON has them. */
function nodesOf(text: string, rule: string): readonly string[] {
  return compiled(text)
    .findings.filter((finding) => finding.rule === rule)
    .map(
      ({ line, column, nodes = [] }) =>
        `${line ?? 0}:${column ?? 0} ${nodes.map(({ kind, name }) => `${kind} ${name}`).join(", ")}`,
    );
}

test("an error about a pod's value has the nodes without the fact that it needs", () => {
  expect(
    nodesOf(
      `version: 1
roles:
  large: { node: { os: linux, distribution: k3s, cpus: 4 } }
  small: { node: { os: linux, distribution: k3s } }
hosts:
  a: { role: small }
  b: { role: small, node: { cpus: 2 } }
  c: { role: large }
workloads:
  web: { sysctl: { net.ipv4.tcp_max_tw_buckets: { perCpu: 4096 } } } # Bursts
`,
      "missing-fact",
    ),
  ).toEqual(["10:59 role small, host a"]);
});

test("a finding about a pod's key names each node once", () => {
  expect(
    nodesOf(
      `version: 1
roles:
  old: { node: { os: linux, distribution: k3s, kernel: "5.10" } }
  new: { node: { os: linux, distribution: k3s, kernel: "6.12" } }
hosts:
  a: { role: old }
  b: { role: old, node: { kernel: "6.12" } }
workloads:
  web: { sysctl: { net.ipv4.tcp_plb_enabled: 1 } } # Bursts
`,
      "pod-no-such-key",
    ),
  ).toEqual(["9:20 role old, host a"]);
});
