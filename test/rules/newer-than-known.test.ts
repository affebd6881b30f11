import { expect, test } from "vitest";
import { lineFindings } from "./line-findings.js";
import { errorsOf } from "../support/compile.js";

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule === "newer-than-known");

const role = (facts: string): string => `version: 1
roles:
  worker:
    why: Workers
    node: { ${facts} }
`;

test.each([
  'os: talos, osVersion: "99.1"',
  'os: nixos, osVersion: "99.99"',
  'os: linux, kernel: "99.1.2-generic"',
  'os: linux, distribution: kubeadm, kubernetes: "1.99"',
  "os: linux, distro: debian-99",
  "os: linux, distro: ubuntu-99.10",
])("of { %s }, one release is newer than known", (facts) => {
  expect(found(role(facts))).toEqual([
    expect.stringMatching(/^5:\d+ newer-than-known$/u),
  ]);
});

test.each([
  'os: talos, osVersion: "1.14"',
  'os: nixos, osVersion: "26.05"',
  "os: linux, distro: rocky-9.4",
  "os: linux, distro: al2023",
  ...[
    "6.12",
    "6.8.0-45-generic",
    "5.15.0-1040-aws",
    "6.1.0-25-amd64",
    "6.12.48+deb13-amd64",
    "5.14.0-503.11.1.el9_5.x86_64",
    "6.12.25+rpt-rpi-2712",
    "7.2.0-rc1",
  ].map((kernel) => `os: linux, kernel: "${kernel}"`),
  'os: talos, kernel: "6.6.54-talos"',
])("{ %s } is known", (facts) => {
  expect(errorsOf(role(facts))).toEqual([]);
  expect(found(role(facts))).toEqual([]);
});

test("one place is one finding, at the top, in a role or in a host", () => {
  expect(
    found(`version: 1
node: { os: nixos, osVersion: "99.05" }
roles:
  a: { why: A, sysctl: { vm.swappiness: 10 } }
  b: { why: B, sysctl: { vm.swappiness: 20 } }
  c: { why: C, node: { osVersion: "25.11" } }
hosts:
  c0: { role: c }
  c1: { role: c, node: { osVersion: "99.11" } }
`),
  ).toEqual(["2:31 newer-than-known", "9:37 newer-than-known"]);
});

test("a chart of Cilium may be newer, too", () => {
  expect(
    found('version: 1\nroles: {}\ncilium: { version: "9.1", bpf: {} }\n'),
  ).toEqual(["3:1 newer-than-known"]);
});

test("accept in a role silences it for the role", () => {
  expect(
    found(
      role(
        'os: nixos, osVersion: "99.99" }\n    accept: { newer-than-known: Unstable',
      ),
    ),
  ).toEqual([]);
});
