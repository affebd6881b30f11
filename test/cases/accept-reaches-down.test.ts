import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

const all = (text: string): readonly string[] => lineFindings(text, () => true);

test("a profile's `accept` covers its settings", () => {
  expect(
    all(`version: 1
profiles:
  p:
    why: A small machine
    accept: { below-default: Measured on this board }
    sysctl: { net.core.somaxconn: 512 }
roles:
  a: { node: { os: linux, kernel: "6.12" }, profiles: [p] }
  b:
    node: { os: linux, kernel: "6.12" }
    sysctl: { net.core.somaxconn: 512 } # Nobody measured this
`),
  ).toEqual(["11:15 below-default", "11:15 reason-missing"]);
});

test("those of a role and a host cover what their nodes get from profiles", () => {
  const { findings } = compiled(`version: 1
profiles:
  p: { why: A, sysctl: { net.core.somaxconn: 512 } }
roles:
  a: { node: { os: linux, kernel: "6.12" }, profiles: [p], accept: { below-default: B } }
  b: { node: { os: linux, kernel: "6.12" }, profiles: [p] }
hosts:
  h: { role: b, accept: { below-default: B } }
  i: { role: a }
`);
  expect(
    findings.map(({ rule, line, column, nodes }) => [
      `${line ?? 0}:${column ?? 0} ${rule}`,
      nodes?.map(({ name }) => name),
    ]),
  ).toEqual([["3:26 below-default", ["b"]]]);
});

test("it covers errors that an `accept` vouches for, allow-lists and sections", () => {
  expect(
    all(`version: 1
roles:
  a:
    why: A
    node: { os: linux, kernel: "6.12", distribution: k3s }
    accept: { unknown-key: From a vendor's module, allowance-unused: Charts elsewhere }
    sysctl: { vendor.key: 1 }
    allowedUnsafeSysctls: [net.core.somaxconn]
cilium:
  why: B
  version: "1.14"
  accept: { key-not-yet: Backported }
  bpf: { distributedLRU: { enabled: true } }
`),
  ).toEqual([]);
});

test("it is idle only where nothing matches, and no inner one makes it so", () => {
  expect(
    all(`version: 1
profiles:
  p:
    why: A small machine
    accept: { below-default: Measured, no-effect: Never }
    sysctl:
      net.core.somaxconn: { value: 512, accept: { below-default: Twice } }
roles:
  a: { node: { os: linux, kernel: "6.12" }, profiles: [p] }
`),
  ).toEqual(["5:40 accept-unused"]);
});
