import { expect, test } from "vitest";
import { memoryBill } from "../../src/memory/bill.js";
import { compiled, nodeOf, planOf } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

/** A node that runs Cilium; values below `bpf` in line 7. */
function spec(values: string, memory = "memory: 64GiB"): string {
  return `version: 1
roles:
  b:
    node: { os: talos, osVersion: "1.13", cni: cilium, kernel: "6.18", cpus: 16, ${memory} }
    sysctl: { vm.swappiness: 10 } # Little swap
cilium:
  bpf: { ${values} }
`;
}

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule === "memory-reserved");

const ratio = (value: number): string =>
  `mapDynamicSizeRatio: { value: ${value}, why: No map may fill up }`;

/** The entries of each map that the bill counts. */
function entriesOf(text: string): Readonly<Record<string, string>> {
  const plan = planOf(text);
  return Object.fromEntries(
    memoryBill(nodeOf(plan, "b"), plan)
      .filter(({ only }) => only === undefined)
      .map(({ id, formula }) => [id, formula.replace(/ entries.*/u, "")]),
  );
}

test.each([
  [ratio(0.25), undefined, ["7:10 memory-reserved"]],
  // The usual ratio, and 16 GiB of maps that stop at their maximum.
  [ratio(0.0025), undefined, []],
  [ratio(0.25), "memory: 128GiB", []],
  [ratio(0.05), "memory: 4GiB", []],
  [ratio(0.2), "memory: 4GiB", ["7:10 memory-reserved"]],
  // Without the memory nobody knows.
  [ratio(0.25), "arch: amd64", []],
])("%s on %s", (values, memory, expected) => {
  expect(found(spec(values, memory))).toEqual(expected);
});

test("a map has at most 16777216 entries", () => {
  expect(entriesOf(spec(ratio(0.25)))).toEqual({
    "bpf.ctTcpMax": "16777216",
    "bpf.ctAnyMax": "16777216",
    "bpf.natMax": "16777216",
    "bpf.neighMax": "16777216",
  });
});

test("entries follow from the share of the memory, and have a minimum", () => {
  expect(entriesOf(spec(ratio(0.0025), "memory: 16GiB"))).toEqual({
    "bpf.ctTcpMax": "150700",
    "bpf.ctAnyMax": "75350",
    "bpf.natMax": "150700",
    "bpf.neighMax": "150700",
  });
  expect(entriesOf(spec(ratio(0.0001), "memory: 1GiB"))).toEqual({
    "bpf.ctTcpMax": "131072",
    "bpf.ctAnyMax": "65536",
    "bpf.natMax": "131072",
    "bpf.neighMax": "131072",
  });
});

test("a written size replaces the computed one, and bounds nat", () => {
  expect(
    entriesOf(spec(`${ratio(0.25)}, ctTcpMax: 65536, ctAnyMax: 65536`)),
  ).toEqual({
    "bpf.ctTcpMax": "65536",
    "bpf.ctAnyMax": "65536",
    "bpf.natMax": "87381",
    "bpf.neighMax": "87381",
  });
});

test("the finding shows the arithmetic", () => {
  const [finding] = compiled(spec(ratio(0.25))).findings.filter(
    ({ rule }) => rule === "memory-reserved",
  );
  expect(finding?.why).toContain(
    "bpf.ctTcpMax: 16777216 entries × 136 B (IPv4, 0.25 of the memory)",
  );
  expect(finding?.message).toContain("11.6 % of the node's 64 GiB");
});
