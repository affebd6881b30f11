import { expect, test } from "vitest";
import { found, nodeOf, planOf } from "../support/compile.js";

const spec = (value: string): string => `version: 1
roles:
  r:
    node: { os: linux, distribution: kubeadm }
    kubeProxy: { conntrack: { min: ${value} } }
`;

// kube-proxy keeps these as 32-bit numbers.
test.each(["0", "2147483647"])("min: %s is written", (value) => {
  const { kubeProxy } = nodeOf(planOf(spec(value)), "r").settings;
  expect(kubeProxy).toMatchObject([{ id: "min", value }]);
});

test.each(["-1", "2147483648"])("min: %s is an error", (value) => {
  expect(found(spec(value))).toEqual(["5:36 wrong-kind"]);
});
