import { expect, test } from "vitest";
import {
  type NodeName,
  reachText,
  uniteReaches,
} from "../../src/core/reach.js";

const role = (name: string): NodeName => ({ kind: "role", name, role: name });
const host = (name: string, of: string): NodeName => ({
  kind: "host",
  name,
  role: of,
});

const [a, b, c, d] = [role("a"), role("b"), role("c"), role("d")];
const [a1, a2, a3] = [host("a1", "a"), host("a2", "a"), host("a3", "a")];
const hosts = [a1, a2, a3];
const all = [a, b, c, d, ...hosts];

test.each([
  ["nothing where all have it", [a, b], undefined, undefined],
  ["a role with its hosts", [a, ...hosts], all, "role `a`"],
  ["roles", [b, c], all, "role `b`, role `c`"],
  ["a host", [b, a1], all, "role `b`, host `a1`"],
  ["a role without a host", [a, a1, a2], all, "role `a` except host `a3`"],
  ["a role without hosts", [a, a1], all, "role `a` except 2 of its 3 hosts"],
  ["a role only", [a], all, "role `a` except its hosts"],
  [
    "the first of many",
    [b, c, d, ...hosts.slice(1)],
    all,
    "5 of 7 roles and hosts: role `b`, role `c` and 3 more",
  ],
  [
    "many, a role with hosts",
    [a, b, c, d, a1, a2],
    all,
    "6 of 7 roles and hosts: role `a` except host `a3`, role `b` and 2 more",
  ],
])("names %s", (_, nodes, among, text) => {
  expect(reachText({ nodes, ...(among && { among }) })).toBe(text);
});

test("reaches are united, each node once", () => {
  expect(
    uniteReaches([{ nodes: [a, b] }, undefined, { nodes: [b, c] }]),
  ).toEqual({ nodes: [a, b, c] });
  expect(uniteReaches([undefined, undefined])).toBeUndefined();
});
