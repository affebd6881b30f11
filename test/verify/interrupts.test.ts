import { describe, expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";
import { readsOf } from "../../src/verify/reads.js";
import { verifyNode } from "../../src/verify/verify-node.js";
import { planOf } from "../support/compile.js";

/** Each comparison of `interrupts` in a line: name, what is expected, and what is there or why nothing is. */
function compared(fields: string, lines: readonly string[]): string[] {
  const plan = planOf(
    `version: 1\nroles:\n  web:\n    node: { os: linux, kernel: "6.12" }\n    interrupts: { why: x, interfaces: [eth1, "eth*"], ${fields} }\n`,
  );
  const [node] = plan.nodes;
  const [observation] = readLive(
    ["tunegen-dump 1", "host a", ...lines, "end", ""].join("\n"),
    "a.txt",
  ).observations;
  if (node === undefined || observation === undefined) throw new Error("none");
  return verifyNode(node, plan, observation).comparisons.map(
    ({ name, expected, outcome, actual = "-", note }) =>
      `${name}: ${expected} / ${actual} (${outcome}${note === undefined ? "" : `: ${note}`})`,
  );
}

const irqs = [
  "irq eth0/100 = 1",
  "irq eth0/24 = 0",
  "irq eth1/30 = 0",
  "irq eth1/31 = 3",
];

describe("affinity", () => {
  test("is spread in turn: by the patterns, then by name and number", () => {
    expect(compared(`affinity: { spread: "0,3" }`, irqs)).toEqual([
      "interrupts.affinity of interrupt 30 (eth1): 0 / 0 (equal)",
      "interrupts.affinity of interrupt 31 (eth1): 3 / 3 (equal)",
      "interrupts.affinity of interrupt 24 (eth0): 0 / 0 (equal)",
      "interrupts.affinity of interrupt 100 (eth0): 3 / 1 (different: the script did not run, the kernel manages it, or irqbalance moved it)",
    ]);
  });

  test("over all CPUs needs those that are online", () => {
    const all = "affinity: spread";
    expect(
      compared(all, [
        ...irqs.slice(0, 1),
        "file devices/system/cpu/online = 1-2",
      ]),
    ).toEqual(["interrupts.affinity of interrupt 100 (eth0): 1 / 1 (equal)"]);
    expect(compared(all, irqs)).toEqual([
      "interrupts.affinity: spread over all / - (not asked)",
    ]);
  });

  test("may be one set, in any spelling of the kernel", () => {
    expect(
      compared(`affinity: "0-3"`, [
        "irq eth0/24 = 0-1,2-3",
        "irq eth0/25 unreadable",
      ]),
    ).toEqual([
      "interrupts.affinity of interrupt 24 (eth0): 0-3 / 0-3 (equal)",
      "interrupts.affinity of interrupt 25 (eth0): 0-3 / - (not readable: permission denied)",
    ]);
  });

  test("of no interrupts, and of a source that has none", () => {
    expect(compared(`affinity: "0-3"`, ["irq eth* missing"])).toEqual([
      "interrupts.affinity: 0-3 / - (no such key: no interface of eth1, eth* has interrupts of its own)",
    ]);
    expect(compared(`affinity: "0-3"`, [])).toEqual([
      "interrupts.affinity: 0-3 / - (not asked)",
    ]);
  });
});

test("rps compares bitmaps as lists of CPUs", () => {
  expect(
    compared(`rps: "0-2,33"`, [
      "file class/net/eth1/queues/rx-0/rps_cpus = 2,00000007",
      "file class/net/eth0/queues/rx-0/rps_cpus = 0,00000003",
      "file class/net/eth0/queues/rx-1/rps_cpus = 0,00000000",
    ]),
  ).toEqual([
    "interrupts.rps of eth1/rx-0: 0-2,33 / 0-2,33 (equal)",
    "interrupts.rps of eth0/rx-0: 0-2,33 / 0-1 (different: the kernel leaves out isolated CPUs)",
    "interrupts.rps of eth0/rx-1: 0-2,33 / none (different)",
  ]);
  expect(
    compared("rps: all", [
      "file devices/system/cpu/online = 0-3",
      "file class/net/eth0/queues/rx-0/rps_cpus = f",
    ]),
  ).toEqual(["interrupts.rps of eth0/rx-0: 0-3 / 0-3 (equal)"]);
  expect(
    compared("rps: all", [
      "file devices/system/cpu/online = 0-3",
      "file class/net/eth1/queues/rx-*/rps_cpus missing",
    ]),
  ).toEqual([
    "interrupts.rps: 0-3 / - (no such key: no interface of eth1, eth* has receive queues)",
  ]);
});

test("rfs is shared by the queues of an interface, and rounded up", () => {
  expect(
    compared("rfs: 30000", [
      "sysctl net/core/rps_sock_flow_entries = 32768",
      "file class/net/eth1/queues/rx-0/rps_flow_cnt = 32768",
      "file class/net/eth0/queues/rx-0/rps_flow_cnt = 16384",
      "file class/net/eth0/queues/rx-1/rps_flow_cnt = 0",
    ]),
  ).toEqual([
    "net.core.rps_sock_flow_entries: 32768 / 32768 (equal)",
    "interrupts.rfs of eth1/rx-0: 32768 / 32768 (equal)",
    "interrupts.rfs of eth0/rx-0: 16384 / 16384 (equal)",
    "interrupts.rfs of eth0/rx-1: 16384 / 0 (different)",
  ]);
});

test("only what is set is read", () => {
  const [node] = planOf(
    `version: 1\nroles:\n  web:\n    node: { os: linux, kernel: "6.12" }\n    interrupts: { why: x, interfaces: [eth0], affinity: "0", rfs: 4096 }\n`,
  ).nodes;
  if (node === undefined) throw new Error("no node");
  const { sysctls, files, interfaces } = readsOf(node);
  expect({ sysctls: sysctls.map(({ id }) => id), files, interfaces }).toEqual({
    sysctls: ["net.core.rps_sock_flow_entries"],
    files: [
      "devices/system/cpu/online",
      "class/net/eth0/queues/rx-*/rps_flow_cnt",
    ],
    interfaces: ["eth0"],
  });
  expect(readsOf(node, ["sysctl"])).toMatchObject({
    sysctls: [],
    files: [],
    interfaces: [],
  });
});
