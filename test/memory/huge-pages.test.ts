import { expect, test } from "vitest";
import { memoryBill } from "../../src/memory/bill.js";
import { nodeOf, planOf } from "../support/compile.js";

test.each([
  // The kernel's own order, and not the one that is meant.
  [
    "kernelArgs: { hugepagesz: 1G, hugepages: 16 }",
    ["hugepages reserved 17179869184: 16 pages × 1 GiB"],
  ],
  [
    "kernelArgs: { hugepages: 16, hugepagesz: 1G }",
    ["hugepages reserved 33554432: 16 pages × 2 MiB"],
  ],
  [
    "kernelArgs: { default-hugepagesz: 1g, hugepages: '0:1,1:3' }",
    ["hugepages reserved 4294967296: 4 pages × 1 GiB"],
  ],
  [
    "kernelArgs: { hugepagesz: [1G, 2M], hugepages: [16, 1024] }",
    ["hugepages reserved 33554432: 16 pages × 2 MiB"],
  ],
  [
    "hugepages: { 2M: [{ count: 1, node: 0 }, { count: 2, node: 1 }], 1G: 16 }",
    [
      "hugepages.1G reserved 17179869184: 16 pages × 1 GiB",
      "hugepages.2M reserved 6291456: 3 pages × 2 MiB",
    ],
  ],
  // What is written after the boot overrides what is reserved there.
  [
    "hugepages: { 2M: 64, 1G: 16 }\n    sysctl: { vm.nr_hugepages: 8 }",
    [
      "hugepages.1G reserved 17179869184: 16 pages × 1 GiB",
      "vm.nr_hugepages reserved 16777216: 8 pages × 2 MiB",
    ],
  ],
  [
    "hugepages: { default: 1G }\n    sysctl: { vm.nr_hugepages: 8, vm.nr_overcommit_hugepages: 1 }",
    [
      "vm.nr_hugepages reserved 8589934592: 8 pages × 1 GiB",
      "vm.nr_overcommit_hugepages ceiling 1073741824: 1 page × 1 GiB",
    ],
  ],
  [
    "hugepages: { 1G: 16 }\n    sysfs: { kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages: 4 }",
    [
      "kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages reserved 4294967296: 4 pages × 1 GiB",
    ],
  ],
  ["hugepages: { 1G: 0 }", []],
])("huge pages of the boot: %s", (sections, items) => {
  const plan = planOf(
    `version: 1\nroles:\n  r:\n    node: { os: linux }\n    ${sections}\n`,
  );
  expect(
    memoryBill(nodeOf(plan, "r"), plan).map(
      ({ id, kind, bytes, formula }) => `${id} ${kind} ${bytes}: ${formula}`,
    ),
  ).toEqual(items);
});
