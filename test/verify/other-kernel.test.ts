import { expect, test } from "vitest";
import { readLive } from "../../src/live/read-live.js";
import { otherKernel } from "../../src/verify/other-kernel.js";
import { planOf } from "../support/compile.js";

test.each([
  ['os: linux, kernel: "6.1"', "and the spec states 6.1"],
  ["distro: ubuntu-22.04", "which is no known kernel of Ubuntu 22.04"],
  ["distro: debian-13", undefined],
  ["os: linux", undefined],
])("says that the kernel is another one than %s has", (facts, expected) => {
  const plan = planOf(`version: 1\nroles: { web: { node: { ${facts} } } }\n`);
  const [node] = plan.nodes;
  const [observation] = readLive(
    `tunegen-dump 1\nhost a\nkernel 6.12.48\nend\n`,
    "a.txt",
  ).observations;
  if (node === undefined || observation === undefined)
    throw new Error("no node");
  expect(otherKernel(node, observation)).toBe(
    expected &&
      `the node runs Linux 6.12.48, ${expected}: keys, defaults and ranges may be others`,
  );
});
