import { describe, expect, test } from "vitest";
import type { UpgradeName } from "../../src/upgrade/names.js";
import { isOlderRelease } from "../../src/upgrade/same-release.js";
import { upgraded } from "./tool.js";

const remarksOf = async (
  facts: string,
  ...upgrade: readonly [UpgradeName, string | undefined, string]
): Promise<readonly string[]> =>
  (
    await upgraded(
      `version: 1\nroles:\n  web: { node: { ${facts} } }\n`,
      upgrade,
    )
  ).remarks;

describe("a downgrade is called one, and compared", () => {
  test.each([
    ["os: linux", "kernel", "6.12", "5.10", "kernel 5.10 is older than 6.12"],
    [
      "os: linux, kernel: 6.12.40",
      "kernel",
      undefined,
      "6.12.9",
      "kernel 6.12.9 is older than 6.12.40",
    ],
    [
      "os: talos, osVersion: '1.13'",
      "talos",
      "1.13",
      "1.9",
      "talos 1.9 is older than 1.13",
    ],
    [
      "os: nixos, osVersion: '25.11'",
      "nixos",
      undefined,
      "25.05",
      "nixos 25.05 is older than 25.11",
    ],
    [
      "os: linux, distribution: k3s",
      "kubernetes",
      "1.36",
      "1.35",
      "kubernetes 1.35 is older than 1.36",
    ],
    [
      "os: linux, distro: debian-13",
      "distro",
      undefined,
      "debian-12",
      "debian-12 is older than debian-13",
    ],
  ] as const)("%s, %s %s..%s", async (facts, name, from, to, expected) => {
    expect(await remarksOf(facts, name, from, to)).toContain(
      `this is a downgrade: ${expected}`,
    );
  });

  test("of Cilium's chart", async () => {
    const { remarks } = await upgraded(
      `version: 1
cilium: { version: "1.18.2", bandwidthManager: { enabled: true } }
roles: { web: { node: { os: linux, distribution: k3s } } }
`,
      ["cilium", undefined, "1.17.0"],
    );
    expect(remarks).toContain(
      "this is a downgrade: cilium 1.17.0 is older than 1.18.2",
    );
  });
});

test.each([
  ["6.12", "6.18", true],
  ["6.9", "6.12", true],
  ["6.12", "6.12.5", false],
  ["6.12.5", "6.12", false],
  ["6.18", "6.12", false],
  ["debian-12", "ubuntu-24.04", false],
  ["al2023", "al2023", false],
])("%s is older than %s: %s", (a, b, isOlder) => {
  expect(isOlderRelease(a, b)).toBe(isOlder);
});

test("only nodes with Kubernetes are asked for its release", async () => {
  const { remarks } = await upgraded(
    `version: 1
node: { os: linux }
roles:
  web: { node: { distribution: k3s, kubernetes: "1.35" } }
  edge: { node: { distribution: k3s } }
  db: {}
  bare: { node: { distribution: none } }
`,
    ["kubernetes", undefined, "1.36"],
  );
  expect(remarks).toEqual([
    "not compared, because the spec does not state the release: role `edge`; write `--kubernetes A..1.36`",
  ]);
});
