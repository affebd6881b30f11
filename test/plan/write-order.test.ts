import { expect, test } from "vitest";
import { misplaced } from "../../src/plan/write-order.js";
import { nodeOf, planOf } from "../support/compile.js";

/** The settings that must move behind those that reset them. */
function moved(...lines: readonly string[]): readonly string[] {
  const text = `version: 1
roles:
  r:
    node: { os: linux }
    sysctl:
${lines.map((line) => `      ${line}\n`).join("")}`;
  return [...misplaced(nodeOf(planOf(text), "r")).keys()].map(({ id }) => id);
}

const ALL = "net.ipv6.conf.all.disable_ipv6: 1";

test("what stands behind its leader already stays in its group", () => {
  expect(moved(ALL, "net.ipv6.conf.lo.disable_ipv6: 0")).toEqual([]);
});

test("what stands before its leader moves", () => {
  expect(
    moved("net.ipv4.conf.all.accept_redirects: 1", "net.ipv4.ip_forward: 1"),
  ).toEqual(["net.ipv4.conf.all.accept_redirects"]);
});
