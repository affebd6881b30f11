import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** A pod on one node that needs an allow-list; `targets` are on line 9. */
function found(node: string, targets: string): readonly unknown[] {
  return compiled(`version: 1
roles:
  worker:
    node: { ${node}, kubernetes: "1.34" }
workloads:
  web:
    sysctl:
      net.core.somaxconn: 32768 # Bursts
targets: { ${targets} }
`)
    .findings.filter(({ rule }) => rule === "pod-allow-list")
    .map(({ line, column, help, related }) => [
      `${line ?? 0}:${column ?? 0}`,
      help,
      related?.map((each) => `${each.line}:${each.column}`),
    ]);
}

test("an allow-list that only a switched-off target would write is a finding", () => {
  expect(found("os: linux, distribution: k3s", "k3s: false")).toEqual([
    [
      "8:7",
      "remove `false` from `targets` (the target `k3s` is switched off), or add `net.core.somaxconn` to the kubelet's `allowedUnsafeSysctls`",
      ["9:12"],
    ],
  ]);
});

test.each([
  // The NixOS module has the list, too.
  ["os: nixos, distribution: k3s", "k3s: false"],
  ["os: nixos, distribution: k3s", "nixos: false"],
  ["os: nixos, distribution: none", "nixos: false"],
  ["os: linux, distribution: k3s", "rke2: false"],
])("%s with %s", (node, targets) => {
  expect(found(node, targets)).toEqual([]);
});
