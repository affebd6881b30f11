import { describe, expect, test } from "vitest";
import { findKey } from "../../src/catalogue/lookup.js";
import type { OwnValues } from "../../src/core/own-values.js";
import type { Distribution } from "../../src/core/platform.js";
import { distributions } from "../../src/platform/distribution/registry.js";
import { distros } from "../../src/platform/distro/registry.js";
import { baselineOf } from "../../src/platform/baseline.js";
import {
  factsOf,
  type StatedFacts,
  withImplied,
} from "../../src/platform/facts.js";
import { platformOf } from "../../src/platform/platform-of.js";
import { isWithin } from "../../src/core/lifetime.js";
import { key } from "../catalogue/support.js";

function baseline(stated: StatedFacts, id: string) {
  const facts = withImplied({ kernel: "6.12", memory: 8n << 30n, ...stated });
  return baselineOf(findKey(key(id)), id, {
    facts: factsOf(facts),
    platform: platformOf(facts),
  });
}

const MAPS = "vm.max_map_count";
const WATCHES = "fs.inotify.max_user_watches";

describe("a node that states no kernel", () => {
  test.each<[StatedFacts, string, string]>([
    [{ distro: "debian-13" }, "212992", "as on 6.12"],
    [{ distro: "rhel-10" }, "212992", "as on 6.12"],
    [{ distro: "fedora-44" }, "4194304", "as on 7.2"],
    [{ os: "linux" }, "4194304", "as on 7.2"],
  ])(
    "%j has what the kernel of its platform has: %s",
    (stated, value, note) => {
      expect(
        baseline(
          { arch: "amd64", ...stated, kernel: undefined },
          "net.core.rmem_max",
        ),
      ).toMatchObject({ value, sure: false, note });
    },
  );
});

describe("what a node has without the spec", () => {
  test.each<[StatedFacts, string, string | undefined, boolean, string?]>([
    // Talos, by release.
    [
      { os: "talos", osVersion: "1.13" },
      "kernel.pid_max",
      "262144",
      true,
      "Talos",
    ],
    [
      { os: "talos", osVersion: "1.8" },
      "fs.aio-max-nr",
      "1048576",
      true,
      "Talos",
    ],
    [{ os: "talos" }, "fs.aio-max-nr", "1048576", true, "Talos"],
    [
      { os: "talos", osVersion: "1.11" },
      "kernel.kptr_restrict",
      "1",
      true,
      "Talos",
    ],
    [
      { os: "talos", osVersion: "1.12" },
      "kernel.kptr_restrict",
      "2",
      true,
      "Talos",
    ],
    [{ os: "talos", osVersion: "1.13" }, "net.core.somaxconn", "4096", true],
    [
      { os: "talos", osVersion: "1.20" },
      "net.ipv4.conf.all.send_redirects",
      "0",
      true,
      "Talos",
    ],
    // The alias of a key, and the switch of all interfaces.
    [{ os: "talos" }, "net.ipv4.conf.all.forwarding", "1", true, "Talos"],
    // NixOS, by release and condition.
    [{ os: "nixos" }, MAPS, "1048576", true, "NixOS"],
    [{ os: "nixos", osVersion: "25.11" }, WATCHES, "524288", true, "NixOS"],
    [
      { os: "nixos", osVersion: "25.11" },
      "kernel.pid_max",
      "4194304",
      true,
      "NixOS",
    ],
    [
      { os: "nixos", osVersion: "25.11" },
      "kernel.printk",
      undefined,
      false,
      "NixOS",
    ],
    [
      { os: "nixos", osVersion: "25.11" },
      "net.core.default_qdisc",
      "fq_codel",
      true,
      "systemd",
    ],
    // Distributions of Linux, and images of their Kubernetes distributions.
    [{ distro: "debian-13" }, MAPS, "1048576", true, "Debian"],
    [{ distro: "debian-12" }, MAPS, "65530", true],
    [{ distro: "debian-12" }, "fs.nr_open", "1048576", true],
    [{ distro: "debian-13" }, "fs.nr_open", "1073741816", true, "systemd"],
    [{ distro: "ubuntu-22.04" }, MAPS, "65530", true],
    [{ distro: "ubuntu-24.04" }, MAPS, "1048576", true, "Ubuntu"],
    [
      { distro: "al2023" },
      "net.ipv4.tcp_wmem",
      "4096 20480 4194304",
      true,
      "Amazon Linux",
    ],
    [{ distro: "al2023" }, "kernel.panic", "5", true, "Amazon Linux"],
    [
      { distro: "al2023", distribution: "eks" },
      "kernel.panic",
      "10",
      true,
      "the EKS AMI",
    ],
    [{ distro: "bottlerocket" }, MAPS, "524288", false, "Bottlerocket"],
    [
      { distro: "rhel-10" },
      "kernel.io_uring_disabled",
      "2",
      true,
      "the kernel of RHEL",
    ],
    [{ distro: "rocky-9" }, "net.ipv4.conf.eth0.rp_filter", "1", true, "RHEL"],
    [{ distro: "proxmox-8" }, MAPS, "262144", true, "Proxmox VE"],
    [
      { distro: "raspberry-pi-os-12" },
      "vm.min_free_kbytes",
      "16384",
      true,
      "Raspberry Pi OS",
    ],
    // A system that the facts leave open.
    [{ os: "linux" }, MAPS, "65530", false],
    [{}, "net.ipv4.tcp_keepalive_time", "7200", false],
    [{ os: "linux" }, "net.ipv4.tcp_keepalive_time", "7200", true],
    [{ os: "linux" }, "net.core.somaxconn", "4096", true],
    [{ distro: "cos-121" }, "vm.swappiness", "60", true],
  ])("%j: %s is %s, sure: %s, by %s", (facts, id, value, sure, by) => {
    const found = baseline(facts, id);
    expect(found).toMatchObject({ value, sure });
    expect(found?.by).toBe(by);
  });

  test("a condition that the facts do not state leaves both values", () => {
    const found = baseline({ os: "nixos", osVersion: "25.05" }, WATCHES);
    expect(found?.sure).toBe(false);
    expect(found?.candidates.at(-1)).toEqual({
      value: "524288",
      by: "NixOS",
      when: "on graphical systems",
      sure: true,
    });
    expect(found?.note).toContain("NixOS has 524288");
  });

  test("an unstated distribution leaves the values of all", () => {
    const found = baseline({ os: "linux" }, MAPS);
    expect(found?.note).toBe("Debian 13 has 1048576, and others differ");
    expect(found?.candidates.map(({ value }) => value)).toEqual(
      expect.arrayContaining(["65530", "1048576", "262144"]),
    );
  });
});

test("every value is as the kernel prints it, and of a known key or pattern", () => {
  const all: readonly (readonly [string, readonly OwnValues[]])[] = [
    ...[...distros].map(([name, { values }]) => [name, values] as const),
    ...Object.entries(distributions).map(
      ([name, record]: [string, Distribution]) =>
        [name, record.nodeValues ?? []] as const,
    ),
  ];
  const wrong = all.flatMap(([name, values]) =>
    values.flatMap((group) =>
      Object.entries(group.values).flatMap(([id, value]) => {
        const known = id.includes("*") || findKey(key(id)) !== undefined;
        const printed = value === null || value === value.trim();
        return known && printed ? [] : [`${name}: ${id}`];
      }),
    ),
  );
  expect(wrong).toEqual([]);
});

test.each([
  ["1.13.7", { since: "1.13.7" }, true],
  ["1.13", { since: "1.13.7" }, undefined],
  ["1.14", { since: "1.13.7" }, true],
  ["1.12", { since: "1.13.7" }, false],
  ["v1.12.0-rc.1", { since: "1.12" }, true],
  ["9", { since: "10" }, false],
  ["10.1", { since: "10" }, true],
  ["25.05", { before: "25.11" }, true],
  ["25.11", { before: "25.11" }, false],
  [undefined, { since: "1.6" }, true],
  [undefined, { since: "1.12" }, undefined],
  [undefined, { before: "1.8" }, false],
] as const)("%s within %j: %s", (release, span, expected) => {
  expect(isWithin(release, span, "1.8")).toBe(expected);
});
