import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const found = (args: string, cpus = 8): readonly string[] =>
  compiled(`version: 1
roles:
  r:
    node: { os: linux, cpus: ${cpus} }
    kernelArgs: { ${args} }
`)
    .findings.filter(({ rule }) => rule === "kernel-arg-cpus")
    .map(({ line = 0, column = 0, message }) => `${line}:${column} ${message}`);

test.each([
  ["isolcpus: 2-8", "5:29 `isolcpus` names CPU 8, outside the node's CPUs 0-7"],
  [
    'isolcpus: "managed_irq,domain,2-9"',
    "5:29 `isolcpus` names CPU 9, outside the node's CPUs 0-7",
  ],
  ["nohz-full: 8", "5:30 `nohz-full` names CPU 8, outside the node's CPUs 0-7"],
  [
    'rcu_nocbs: "0-15:2/4"',
    "5:30 `rcu_nocbs` names CPU 15, outside the node's CPUs 0-7",
  ],
  [
    'irqaffinity: "0,12-N"',
    "5:32 `irqaffinity` names CPU 12, outside the node's CPUs 0-7",
  ],
  ["isolcpus: [1, 2]", "5:19 `isolcpus` is repeated"],
  [
    "nohz_full: two",
    "5:30 `nohz_full=two` is not a list of CPUs: `two` is not a number or range",
  ],
  [
    'isolcpus: "domains,2-3"',
    "5:29 `isolcpus=domains,2-3` is not a list of CPUs: `domains` is not a number or range",
  ],
  [
    "isolcpus: domain",
    "5:29 `isolcpus=domain` is not a list of CPUs: a part of it is empty",
  ],
  [
    "rcu_nocbs: 5-2",
    "5:30 `rcu_nocbs=5-2` has a range in descending order: 5 to 2",
  ],
  [
    'rcu_nocbs: "0-7:3/2"',
    "5:30 `rcu_nocbs=0-7:3/2` has a stride that selects no CPUs: `0-7:3/2`",
  ],
])("%s", (args, message) => {
  expect(found(args)).toEqual([message]);
});

test.each([
  'isolcpus: "managed_irq,domain,2-7"',
  "nohz_full: all",
  "rcu_nocbs: N",
  "rcu_nocbs: 4-N",
  'rcu_nocbs: "0-7:2/4,6"',
  "rcu_nocbs: true",
  "isolcpus: null",
  "maxcpus: 64",
])("%s is right", (args) => {
  expect(found(args)).toEqual([]);
});
