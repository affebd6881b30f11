import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const found = (facts: string, line: string): readonly string[] =>
  compiled(`version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
      ${line} # As a guide says
`)
    .findings.filter(({ rule }) =>
      [
        "cannot-be-set",
        "acts-once",
        "modules-disabled",
        "advice-outdated",
      ].includes(rule),
    )
    .map(
      ({ line: at = 0, column = 0, severity, rule }) =>
        `${at}:${column} ${severity} ${rule}`,
    );

const talos = "os: talos";
const linux = "os: linux, distribution: k3s";

describe("keys that are judged by what they do on the platform", () => {
  test.each([
    [talos, "vm.drop_caches: 3", ["6:7 error cannot-be-set"]],
    [talos, "vm.compact_memory: 1", ["6:7 error cannot-be-set"]],
    [talos, "net.ipv4.route.flush: 1", ["6:7 error cannot-be-set"]],
    [
      talos,
      'net.ipv6.conf.default.stable_secret: "2001:db8::1"',
      ["6:7 error cannot-be-set"],
    ],
    // Its mode lets it be read.
    [talos, "vm.stat_refresh: 1", ["6:7 warning acts-once"]],
    [linux, "vm.drop_caches: 3", ["6:7 warning acts-once"]],
    [linux, "net.ipv6.route.flush: 1", ["6:7 warning acts-once"]],
    [linux, 'net.ipv6.conf.default.stable_secret: "2001:db8::1"', []],
    [
      linux,
      'net.ipv6.conf.all.stable_secret: "2001:db8::1"',
      ["6:7 error cannot-be-set"],
    ],
    [linux, "kernel.modules_disabled: 1", ["6:7 error modules-disabled"]],
    [talos, "kernel.modules_disabled: 1", ["6:7 error modules-disabled"]],
    ["os: linux, distribution: none", "kernel.modules_disabled: 1", []],
    // Switches that guides ask for, and that only a boot takes back.
    [linux, "kernel.kexec_load_disabled: 1", []],
    [linux, "kernel.unprivileged_bpf_disabled: 1", []],
    [
      'os: linux, kernel: "5.10"',
      "net.ipv4.vs.conn_reuse_mode: 0",
      ["6:7 warning advice-outdated"],
    ],
    ['os: linux, kernel: "5.4"', "net.ipv4.vs.conn_reuse_mode: 0", []],
    ["os: linux", "net.ipv4.vs.conn_reuse_mode: 0", []],
    ['os: linux, kernel: "5.10"', "net.ipv4.vs.conn_reuse_mode: 1", []],
  ])("%s: %s", (facts, line, expected) => {
    expect(found(facts, line)).toEqual(expected);
  });
});

const skips =
  "systemd-sysctl silently skips a key that can only be written, so it";
const atBoot = "at boot, and whenever the settings are applied again";

test.each([
  ["os: nixos", "vm.drop_caches: 3", `${skips} is never run`],
  [
    "os: linux, distro: debian-12",
    "vm.drop_caches: 3",
    `${skips} is never run`,
  ],
  [
    "os: linux",
    "vm.compact_memory: 1",
    `${skips} is not run there; where procps or busybox applies it, the kernel compacts the free memory at that moment: ${atBoot}`,
  ],
  // Its mode lets it be read.
  [
    "os: linux, distro: debian-12",
    "vm.stat_refresh: 1",
    `the kernel updates the statistics of that moment: ${atBoot}`,
  ],
  [
    "os: linux, distro: bottlerocket",
    "vm.drop_caches: 3",
    `the kernel drops the caches at that moment: ${atBoot}`,
  ],
])("what a command comes to on %s: %s", (facts, line, why) => {
  const { findings } = compiled(`version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
      ${line} # As a guide says
`);
  expect(findings.find(({ rule }) => rule === "acts-once")?.why).toBe(why);
});
