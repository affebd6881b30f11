import { describe, expect, test } from "vitest";
import { compiled, found } from "../support/compile.js";

const facts = 'os: nixos, osVersion: "25.11", kernel: "6.12"';

/** A role with one sysctl, at line 7. */
function spec(
  setting: string,
  { node = facts, priority = 100, role = "{}" } = {},
): string {
  return `version: 1
targets: { nixos: { priority: ${priority} } }
roles:
  search:
    node: { ${node} }
    sysctl:
      ${setting} # Search engines
    profiles: []
hosts:
  search-1: ${role === "{}" ? "{ role: search }" : role}
`;
}

const defined = (text: string): readonly string[] =>
  compiled(text)
    .findings.filter(({ rule }) => rule.startsWith("nixos-"))
    .map(
      ({ line = 0, column = 0, rule, help = "" }) =>
        `${line}:${column} ${rule}: ${help}`,
    );

const add = (priority: number) =>
  `add \`nixos: { priority: ${priority} }\` to the setting`;
const routing = "net.ipv4.conf.all.forwarding: 1";
const maps = "vm.max_map_count: 1500000";
const addresses = "net.ipv6.conf.default.use_tempaddr: 0";
const rke2 = `${facts}, distribution: rke2, kubernetes: "1.34"`;

describe("what NixOS defines with mkDefault", () => {
  test.each([
    [routing, 1000, [`7:7 nixos-defined-twice: ${add(999)}`]],
    [maps, 1000, [`7:7 nixos-defined-twice: ${add(999)}`]],
    [
      "vm.max_map_count: 1048576",
      1000,
      [
        `7:7 nixos-defined-twice: remove it, since NixOS sets the same value, or ${add(999)}`,
      ],
    ],
    [maps, 1001, [`7:7 nixos-overridden: ${add(999)}`]],
    ["vm.max_map_count: 1048576", 1001, []],
    [maps, 999, []],
    [maps, 900, []],
    [maps, 100, []],
    [maps, 50, []],
    // A setting that NixOS does not define.
    ["vm.swappiness: 10", 1000, []],
    // Another attribute, although the same file below /proc/sys.
    ["net.ipv4.ip_forward: 1", 1000, []],
  ])("%s with %i", (setting, priority, expected) => {
    expect(defined(spec(setting, { priority }))).toEqual(expected);
  });
});

describe("what NixOS defines plainly", () => {
  const instead =
    "set `networking.tempAddresses` in the NixOS configuration and remove it here, or ";
  test.each([
    [addresses, 100, facts, [`7:7 nixos-defined-twice: ${instead}${add(50)}`]],
    [addresses, 900, facts, [`7:7 nixos-overridden: ${instead}${add(50)}`]],
    [addresses, 50, facts, []],
    [
      "kernel.panic: 10",
      100,
      rke2,
      [
        `7:7 nixos-defined-twice: remove it, since services.rke2 sets the same value, or ${add(50)}`,
      ],
    ],
    ["kernel.panic: 10", 900, rke2, []],
    ["kernel.panic: 20", 900, rke2, [`7:7 nixos-overridden: ${add(50)}`]],
    ["kernel.panic: 20", 100, facts, []],
    ["kernel.panic: 20", 100, rke2.replace("25.11", "25.05"), []],
    [
      "kernel.panic: 20",
      100,
      rke2.replace('nixos, osVersion: "25.11"', "linux"),
      [],
    ],
  ])("%s with %i on %s", (setting, priority, node, expected) => {
    expect(defined(spec(setting, { priority, node }))).toEqual(expected);
  });
});

test.each([
  ["25.05", []],
  ["25.11", ["7:7 nixos-defined-twice"]],
  ["26.05", ["7:7 nixos-defined-twice"]],
])("inotify on NixOS %s", (release, expected) => {
  const text = spec("fs.inotify.max_user_watches: 1048576", {
    priority: 1000,
    node: facts.replace("25.11", release),
  });
  expect(found(text)).toEqual(expected);
});

test("without a release, the message names the releases", () => {
  const text = spec("fs.inotify.max_user_watches: 1048576", {
    priority: 1000,
    node: 'os: nixos, kernel: "6.12"',
  });
  expect(compiled(text).findings.map(({ message }) => message)).toContain(
    "`fs.inotify.max_user_watches` is also defined by NixOS from 25.11 on, at the same priority 1000",
  );
});

test("a setting that is written with slashes is another attribute", () => {
  const text = `version: 1
targets: { nixos: { priority: 1000 } }
roles:
  router:
    node: { os: nixos, osVersion: "25.11", kernel: "6.12" }
    sysctl:
      net.ipv4.ip_forward: 1 # Routes
      net.ipv4.conf.all.accept_redirects: 0 # No redirects
`;
  expect(defined(text)).toEqual([]);
  expect(compiled(text).files[0]?.text.replaceAll(/\n +# /gu, " ")).toContain(
    "To override it, use this spelling: NixOS takes net.ipv4.conf.all.accept_redirects as another setting.",
  );
});

describe("the most specific priority wins", () => {
  const text = `version: 1
profiles:
  forced:
    why: Wins over the modules of services
    nixos: { priority: 50 }
    sysctl:
      vm.swappiness: 10
      vm.dirty_ratio: { value: 15, nixos: { priority: 60 } }
  plain:
    why: As usual
    sysctl:
      vm.min_free_kbytes: 131072
roles:
  search:
    why: Search engines
    node: { os: nixos, osVersion: "25.11", kernel: "6.12" }
    nixos: { priority: 900 }
    profiles: [forced, plain]
    sysctl:
      vm.max_map_count: 1500000
      vm.overcommit_memory: { value: 1, nixos: { priority: 100 } }
hosts:
  search-1: { why: The first one, role: search, nixos: { priority: 800 } }
  search-2: { why: The second one, role: search }
targets:
  nixos: { priority: 700 }
`;
  const linesOf = (file: string) =>
    compiled(text)
      .files.find(({ path }) => path === `out/nixos/${file}.nix`)
      ?.text.match(/"vm\..*/gu);

  test.each([
    ["role-search", 900],
    ["host-search-1", 800],
    ["host-search-2", 900],
  ])("%s", (file, ofNode) => {
    expect(linesOf(file)).toEqual([
      '"vm.swappiness" = lib.mkForce 10;',
      '"vm.dirty_ratio" = lib.mkOverride 60 15;',
      `"vm.min_free_kbytes" = lib.mkOverride ${ofNode} 131072;`,
      `"vm.max_map_count" = lib.mkOverride ${ofNode} 1500000;`,
      '"vm.overcommit_memory" = 1;',
    ]);
  });

  test("no rule finds anything about them", () => {
    expect(defined(text)).toEqual([]);
  });
});

test.each([
  ["{ value: 1, nixos: { priority: -1 } }", ["7:53 wrong-shape"]],
  ["{ value: 1, nixos: { priority: x } }", ["7:53 wrong-shape"]],
  ["{ value: 1, nixos: { prio: 50 } }", ["7:43 unknown-field"]],
  ["{ value: 1, nixos: 50 }", ["7:41 wrong-shape"]],
  ["{ value: 1, nixos: {} }", []],
])("vm.swappiness: %s", (setting, expected) => {
  expect(found(spec(`vm.swappiness: ${setting}`))).toEqual(expected);
});

test("a pod's sysctl has no priority", () => {
  const text = `version: 1
workloads:
  web:
    sysctl:
      net.ipv4.tcp_keepalive_time: { value: 120, nixos: { priority: 50 } }
`;
  expect(found(text)).toEqual(["5:50 unknown-field"]);
});

test("a priority on nodes of another system has no effect", () => {
  const text = `version: 1
roles:
  box:
    why: Plain machines
    nixos: { priority: 50 }
    node: { os: linux, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 }
`;
  expect(
    compiled(text).findings.map(
      ({ line = 0, column = 0, rule }) => `${line}:${column} ${rule}`,
    ),
  ).toEqual(["5:24 section-unused"]);
});
