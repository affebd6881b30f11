import { describe, expect, test } from "vitest";
import { groupsOf } from "../../src/plan/groups.js";
import {
  errorsOf,
  found,
  nodeOf,
  planOf,
  sysctlOf,
} from "../support/compile.js";

const KEY = "net.core.somaxconn";

const profiles = `version: 1
profiles:
  low: { sysctl: { ${KEY}: 1024 } }
  high: { sysctl: { ${KEY}: 2048 } }
  higher: { sysctl: { ${KEY}: 4096 } }
  low-too: { sysctl: { net/core/somaxconn: "1024" } }
  left: { sysctl: { ${KEY}: null } }
`;

describe("two profiles that differ", () => {
  test("are an error that names both lines", () => {
    const [finding, ...others] = errorsOf(
      `${profiles}roles: { r: { profiles: [low, high] } }\n`,
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      rule: "conflict",
      line: 4,
      column: 21,
      message: `profile \`high\` sets \`${KEY}\` to 2048, but profile \`low\` sets it to 1024`,
      related: [{ line: 3, column: 20 }],
    });
    expect(finding?.help).toContain("tuning.yaml:3:20");
  });

  test("in either order, once, however many nodes have both", () => {
    const roles = Array.from(
      { length: 10 },
      (_, at) =>
        `  r${at}: { profiles: ${at % 2 === 0 ? "[low, high]" : "[high, low]"} }\n`,
    );
    expect(
      found(
        `${profiles}roles:\n${roles.join("")}hosts: { h: { role: r0, sysctl: { vm.swappiness: 1 } } }\n`,
      ),
    ).toEqual(["4:21 conflict"]);
  });

  test("and a third are told at once", () => {
    expect(
      found(
        `${profiles}roles: { r: { profiles: [low, high, higher, low-too] } }\n`,
      ),
    ).toEqual(["4:21 conflict", "5:23 conflict"]);
  });

  test("one that sets and one that leaves differ too", () => {
    const [finding] = errorsOf(
      `${profiles}roles: { r: { profiles: [low, left] } }\n`,
    );
    expect(finding).toMatchObject({
      rule: "conflict",
      line: 7,
      message: `profile \`left\` sets \`${KEY}\` to the kernel's default, but profile \`low\` sets it to 1024`,
    });
  });

  test("between a role's and one that a host adds", () => {
    expect(
      found(`${profiles}roles: { r: { profiles: [low] } }
hosts: { h: { role: r, profiles: { add: [high] } } }
`),
    ).toEqual(["4:21 conflict"]);
  });

  test("of different files name both files", () => {
    const spec = `version: 1
include: [shared.yaml]
profiles: { own: { sysctl: { ${KEY}: 1 } } }
roles: { r: { profiles: [own, shared] } }
`;
    const shared = `version: 1
profiles:
  shared:
    sysctl:
      ${KEY}: 2
`;
    expect(errorsOf(spec, { "shared.yaml": shared })).toMatchObject([
      {
        rule: "conflict",
        file: "tuning.yaml",
        line: 3,
        column: 30,
        related: [{ file: "shared.yaml", line: 5, column: 7 }],
      },
    ]);
  });

  test.each([
    ["1024", '"1024"'],
    ["net.core.somaxconn: 1024", "net/core/somaxconn: 1024"],
    ["16MiB", "16777216"],
    ["16MiB", "16384KiB"],
    ["[4096, 131072, 6291456]", '"4096 131072  6291456"'],
    ["[4KiB, 128KiB, 6MiB]", "4096\t131072 6291456"],
    ["10m", "600"],
    ["10m", "600s"],
    ["10m", "0h10m"],
    ["{ value: 1024, why: one reason }", "{ value: 1024, why: another }"],
    ["{ perCpu: 256 }", "1024"],
    ["{ perGiB: 128 }", "1024"],
  ])("are fine where %s equals %s", (one, other) => {
    const key =
      one.includes(",") && !one.includes("why")
        ? "net.ipv4.tcp_rmem"
        : one === "16MiB"
          ? "net.core.rmem_max"
          : one === "10m"
            ? "net.ipv4.tcp_keepalive_time"
            : KEY;
    const entry = (value: string): string =>
      value.startsWith("net") ? value : `${key}: ${value}`;
    expect(
      found(`version: 1
profiles:
  one: { sysctl: { ${entry(one)} } }
  other: { sysctl: { ${entry(other)} } }
roles: { r: { node: { cpus: 4, memory: 8GiB }, profiles: [one, other] } }
`),
    ).toEqual([]);
  });

  test("that agree keep both reasons and both places", () => {
    const sysctl = sysctlOf(
      nodeOf(
        planOf(`version: 1
profiles:
  one: { sysctl: { ${KEY}: { value: 1024, why: for one, refs: [a] } } }
  other: { sysctl: { ${KEY}: { value: 1024, why: for the other, refs: [a, b] } } }
roles: { r: { profiles: [one, other] } }
`),
        "r",
      ),
      KEY,
    );
    expect(sysctl.why).toEqual(["for one", "for the other"]);
    expect(sysctl.refs).toEqual(["a", "b"]);
    expect(sysctl.from.map(({ owner }) => owner.name)).toEqual([
      "one",
      "other",
    ]);
  });
});

describe("names of profiles", () => {
  test("one that is not there, with what was meant", () => {
    expect(
      errorsOf(`${profiles}roles: { r: { profiles: [lwo] } }\n`),
    ).toMatchObject([
      {
        rule: "unknown-profile",
        line: 8,
        column: 26,
        help: "did you mean `low`?",
      },
    ]);
  });

  test("one that is named twice would be written twice", () => {
    expect(
      found(`${profiles}
roles: { r: { profiles: [low, left, low] } }
hosts: { h: { role: r, profiles: { add: [high, high], remove: [low, low] } } }
`).filter((each) => !each.endsWith("conflict")),
    ).toEqual(["9:37 named-twice", "10:48 named-twice", "10:69 named-twice"]);
  });

  test("one that a host removes and its role has not", () => {
    expect(
      found(`${profiles}roles: { r: { profiles: [low] } }
hosts: { h: { role: r, profiles: { remove: [high, nope] } } }
`),
    ).toEqual(["9:45 unknown-profile", "9:51 unknown-profile"]);
  });

  test("one that a host adds and its role has is there once", () => {
    const plan = planOf(`${profiles}
roles: { r: { profiles: [low] } }
hosts: { h: { role: r, profiles: { add: [low, low-too] } } }
`);
    expect(
      groupsOf(nodeOf(plan, "h")).map(({ owner, sysctls }) => [
        owner.name,
        sysctls.length,
      ]),
    ).toEqual([["low", 1]]);
  });
});
