import { expect, test } from "vitest";
import { readDistro } from "../../src/platform/distro/registry.js";
import { factsWords } from "../../src/platform/facts-words.js";
import {
  mergeFacts,
  type StatedFacts,
  withImplied,
} from "../../src/platform/facts.js";

const kernels: readonly (readonly [StatedFacts, string | undefined])[] = [
  [{ os: "talos", osVersion: "1.11" }, "6.12"],
  [{ os: "talos", osVersion: "v1.11.5" }, "6.12"],
  [{ os: "talos", osVersion: "1.12" }, "6.18"],
  [{ os: "talos", osVersion: "1.13" }, "6.18"],
  [{ os: "talos", osVersion: "1.11", kernel: "6.6" }, "6.6"],
  [{ os: "talos", osVersion: "1.0" }, undefined],
  [{ os: "talos" }, undefined],
  [{ os: "nixos", osVersion: "24.11" }, "6.6"],
  [{ os: "nixos", osVersion: "25.11" }, "6.12"],
  [{ os: "linux", osVersion: "1.11" }, undefined],
  [{ osVersion: "1.11" }, undefined],
];

test.each(kernels.map(([facts, kernel]) => ({ facts, kernel })))(
  "$facts has the kernel $kernel",
  ({ facts, kernel }) => {
    expect(withImplied(facts).kernel).toBe(kernel);
  },
);

test.each<[StatedFacts, string]>([
  [{ os: "talos", osVersion: "1.14" }, "talos 1.14, kernel 6.18"],
  [
    { os: "talos", osVersion: "1.20" },
    "talos 1.20, kernel 6.18, as in Talos 1.14",
  ],
  [
    { os: "nixos", osVersion: "27.05" },
    "nixos 27.05, kernel 6.18, as in NixOS 26.05",
  ],
  [{ distro: "ubuntu-24.04" }, "linux, Ubuntu 24.04"],
  [{ distro: "al2023" }, "linux, Amazon Linux 2023"],
])("%j: %s", (facts, words) => {
  expect(factsWords(withImplied(facts))).toBe(words);
});

test("a system of a later layer takes the place of an earlier distro", () => {
  const top: StatedFacts = { os: "linux", distro: "debian-13" };
  expect(mergeFacts([top, { os: "talos" }]).distro).toBeUndefined();
  expect(mergeFacts([top, { os: "linux" }]).distro).toBe("debian-13");
  expect(mergeFacts([top, { distro: "rhel-9" }]).distro).toBe("rhel-9");
});

test.each([
  ["debian-12", "debian", "12"],
  ["rhel-9.4", "rhel", "9.4"],
  ["opensuse-leap-15", "opensuse-leap", "15"],
  ["flatcar", "flatcar", undefined],
  ["proxmox-10", "proxmox", "10"],
  ["cos-129", "cos", "129"],
])("%s is %s, %s", (text, name, release) => {
  expect(readDistro(text)).toEqual({ name, release });
});

test.each([
  ...["debian", "flatcar-1", "ubuntu-22", "debian-", "-12", "Debian-12"],
  ...["raspberry-pi-os-2712", "debian-130", "cos-1250", "sle-0"],
])("%s is no distribution", (text) => {
  expect(readDistro(text)).toBeUndefined();
});
