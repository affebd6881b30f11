import { describe, expect, test } from "vitest";
import {
  found,
  nodeOf,
  planOf,
  settingsOf,
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

describe("who wins", () => {
  const plan = planOf(`${profiles}
roles:
  profile: { profiles: [low] }
  own: { profiles: [low], sysctl: { ${KEY}: 8192 } }
  own-over-two: { profiles: [low, high], sysctl: { ${KEY}: 8192 } }
  left: { profiles: [low], sysctl: { ${KEY}: null } }
  set-again: { profiles: [left], sysctl: { ${KEY}: 8192 } }
hosts:
  plain: { role: own }
  own: { role: own, sysctl: { ${KEY}: 16384 } }
  adds: { role: own, profiles: { add: [high] } }
  removes: { role: own-over-two, profiles: { remove: [low, high] } }
  swaps: { role: profile, profiles: { add: [high], remove: [low] } }
  swaps-own: { role: profile, profiles: { add: [high], remove: [low] }, sysctl: { ${KEY}: 1 } }
  empties: { role: profile, profiles: { remove: [low] } }
  leaves: { role: own, sysctl: { ${KEY}: null } }
`);

  test.each([
    ["profile", "1024", "profile low", []],
    ["own", "8192", "role own", ["profile low"]],
    [
      "own-over-two",
      "8192",
      "role own-over-two",
      ["profile low", "profile high"],
    ],
    ["left", null, "role left", ["profile low"]],
    ["set-again", "8192", "role set-again", ["profile left"]],
  ])("role %s: %s, from %s", (name, value, from, overrode) => {
    const node = plan.nodes.find(
      (each) => each.kind === "role" && each.name === name,
    );
    const sysctl = node && sysctlOf(node, KEY);
    expect(node && settingsOf(node)).toEqual({ [KEY]: value });
    expect(
      `${sysctl?.origin.owner.kind ?? ""} ${sysctl?.origin.owner.name ?? ""}`,
    ).toBe(from);
    expect(
      sysctl?.overrode.map(({ owner }) => `${owner.kind} ${owner.name}`),
    ).toEqual(overrode);
  });

  test.each([
    ["plain", "8192"],
    ["own", "16384"],
    ["adds", "8192"],
    ["removes", "8192"],
    ["swaps", "2048"],
    ["swaps-own", "1"],
    ["leaves", null],
  ])("host %s: %s", (name, value) => {
    const node = plan.nodes.find(
      (each) => each.kind === "host" && each.name === name,
    );
    expect(node && settingsOf(node)).toEqual({ [KEY]: value });
  });

  test("a host may take away all that its role has", () => {
    expect(settingsOf(nodeOf(plan, "empties"))).toEqual({});
  });

  test("an overridden value that would not fit the node is no fault", () => {
    const spec = (own: string): string => `version: 1
profiles:
  big: { sysctl: { net.core.netdev_budget: { perCpu: 300 }, net.ipv4.tcp_plb_enabled: 1 } }
roles:
  old:
    node: { kernel: "6.1" }
    profiles: [big]
    sysctl: ${own}
`;
    expect(found(spec("{}"))).toEqual([
      "3:54 missing-fact",
      "3:61 key-not-yet",
    ]);
    expect(
      found(
        spec("{ net.core.netdev_budget: 600, net.ipv4.tcp_plb_enabled: null }"),
      ),
    ).toEqual([]);
  });

  test("what no node could take is a fault, used or not", () => {
    expect(
      found(`version: 1
profiles:
  unused: { sysctl: { net.core.rmem_max: 1, net.ipv4.tcp_rmem: [3, 2, 1], net.core.wmem_max: 30s } }
  used: { sysctl: { net.core.rmem_max: 1, net.core.wmem_max: { perCpu: x } } }
roles:
  r: { profiles: [used], sysctl: { net.core.rmem_max: 16MiB, net.core.wmem_max: 16MiB } }
`),
    ).toEqual([
      "3:42 out-of-range",
      "3:68 wrong-order",
      "3:71 wrong-order",
      "3:94 wrong-unit",
      "4:40 out-of-range",
      "4:72 wrong-kind",
    ]);
  });
});
