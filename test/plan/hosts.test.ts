import { describe, expect, test } from "vitest";
import { found, nodeOf, planOf } from "../support/compile.js";

describe("hosts and their role", () => {
  const plan = planOf(`version: 1
profiles:
  p: { sysctl: { net.core.somaxconn: 1024 } }
  q: { sysctl: { vm.swappiness: 10 } }
roles: { r: { why: the role's, profiles: [p] } }
hosts:
  a: { role: r, why: the host's }
  b: { role: r }
  c: { role: r, profiles: { add: [q] } }
  d: { role: r, profiles: { add: [q], remove: [] } }
  e: { role: r, profiles: { remove: [p], add: [p] } }
  f: { role: r, sysctl: {} }
`);

  test("share what they resolve to alike, and say their own reasons", () => {
    const groups = (name: string): unknown => nodeOf(plan, name).settings;
    expect(groups("a")).toBe(groups("r"));
    expect(groups("b")).toBe(groups("r"));
    expect(groups("f")).toBe(groups("r"));
    expect(groups("c")).toBe(groups("d"));
    expect(groups("c")).not.toBe(groups("r"));
    expect(nodeOf(plan, "a").why).toBe("the host's");
    expect(nodeOf(plan, "b").why).toBeUndefined();
    expect(nodeOf(plan, "a").role).toBe("r");
  });

  test("come after all roles, in the spec's order", () => {
    expect(plan.nodes.map(({ name }) => name)).toEqual([
      "r",
      "a",
      "b",
      "c",
      "d",
      "e",
      "f",
    ]);
  });

  test("a role and a host may have one name", () => {
    expect(
      found("version: 1\nroles: { x: {} }\nhosts: { x: { role: x } }\n"),
    ).toEqual([]);
  });

  test("without its role a host says nothing more", () => {
    expect(
      found(`version: 1
roles: { r: {} }
hosts:
  a: { role: s }
  b: { role: s, sysctl: { net.core.somaxconn: 1 } }
`),
    ).toEqual(["4:14 unknown-role", "5:14 unknown-role"]);
  });
});
