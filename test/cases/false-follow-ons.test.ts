import { expect, test } from "vitest";
import { lineFindings } from "../rules/line-findings.js";

const all = (text: string): readonly string[] => lineFindings(text, () => true);

test("a faulty `os` is not a missing one", () => {
  const text = `version: 1
roles:
  w:
    node: { os: debian, kernel: "6.12", distribution: k3s }
    sysctl: { net.core.somaxconn: 65535 } # Bursts
`;
  expect(all(text)).toEqual(["4:17 wrong-shape"]);
});

test("a faulty section is not an empty one, at any place", () => {
  expect(
    all(`version: 1
roles:
  w:
    node: { os: linux, kernel: "6.12", distribution: k3s }
    limits: { nofile: [65536, 1048576] }
workloads:
  a: { sysctl: 5 }
`),
  ).toEqual(["5:23 wrong-shape", "7:16 wrong-shape"]);
  expect(
    all(`version: 1
node: [linux]
roles:
  w:
    sysctl: { net.core.somaxconn: 8192 }
    limits: { nofile: 65536, services: [k3s] }
`),
  ).toEqual(["2:7 wrong-shape"]);
});

test("a faulty profile or role is not an unknown one", () => {
  expect(
    all(`version: 1
profiles:
  p: 5
roles:
  w: { node: { os: linux }, profiles: [p] }
  x: 7
  "a b": { node: { os: linux } }
hosts:
  h: { role: x }
  i: { role: "a b" }
workloads:
  a: { roles: [x], sysctl: { net.core.somaxconn: 8192 } }
`),
  ).toEqual(["3:6 wrong-shape", "6:6 wrong-shape", "7:3 malformed-name"]);
  expect(
    all(`version: 1
profiles: [p]
roles:
  w: { node: { os: linux }, profiles: [p] }
`),
  ).toEqual(["2:11 wrong-shape"]);
});

test("an include that cannot be read may have the profile", () => {
  expect(
    all(`version: 1
include: [missing.yaml]
roles:
  w: { node: { os: linux }, profiles: [shared] }
`),
  ).toEqual(["2:11 unreadable-include"]);
});

test("a setting with an error does not make its `accept` idle", () => {
  expect(
    all(`version: 1
roles:
  w:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxcon: { value: 1, why: A, accept: { below-default: B } }
`),
  ).toEqual(["6:7 unknown-key"]);
});

test("what an error does not explain is still reported", () => {
  expect(
    all(`version: 1
profiles: { p: { why: A, sysctl: { vm.swappiness: ten } } }
roles:
  w:
    node: { os: linux, kernel: "6.12" }
    profiles: [q]
    sysctl: { net.core.somaxconn: 512 }
`),
  ).toEqual(["2:51 wrong-kind", "6:16 unknown-profile", "7:15 below-default"]);
});
