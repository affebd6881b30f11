import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const worker =
  'os: linux, distribution: k3s, kubernetes: "1.34", kernel: "6.12"';

/** The settings begin at line 6. */
const findings = (settings: readonly string[], facts = worker) =>
  compiled(`version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line} # Dual stack\n`).join("")}`).findings.filter(
    ({ rule }) => rule === "router-advertisements-ignored",
  );

const places = (settings: readonly string[], facts = worker) =>
  findings(settings, facts).map(
    ({ line = 0, column = 0 }) => `${line}:${column}`,
  );

const ALL = "net.ipv6.conf.all.forwarding: 1";

test("forwarding with an `accept_ra` that the kernel does not read", () => {
  const [found] = findings([ALL, "net.ipv6.conf.all.accept_ra: 2"]);
  expect(found).toMatchObject({
    line: 6,
    column: 7,
    message:
      "with `net.ipv6.conf.all.forwarding`, the kernel ignores router advertisements",
  });
  expect(found?.why).toContain("the kernel does not read that of `all`");
  expect(found?.help).toContain(
    "`net.ipv6.conf.default.accept_ra: 2` and, for the interface of the default route, `net.ipv6.conf.eth0.accept_ra: 2`",
  );
});

test("one finding for all lines, on the first", () => {
  expect(places([ALL, "net.ipv6.conf.default.forwarding: 1"])).toEqual(["6:7"]);
});

test("an interface that forwards", () => {
  const [found] = findings(["net.ipv6.conf.ens5.forwarding: 1"]);
  expect(found?.help).toContain("write `net.ipv6.conf.ens5.accept_ra: 2`");
});

test.each([
  "net.ipv6.conf.default.accept_ra: 2",
  "net.ipv6.conf.eth0.accept_ra: 2",
  "net.ipv6.conf.default.accept_ra: 0",
  "net.ipv6.conf.all.accept_ra: 0",
  "net.ipv6.conf.all.disable_ipv6: 1",
])("silent beside %s", (line) => {
  expect(places([ALL, line])).toEqual([]);
});

test.each([
  "net.ipv6.conf.default.accept_ra: 1",
  "net.ipv6.conf.all.disable_ipv6: 0",
  "net.ipv6.conf.lo.forwarding: 1",
])("not silent beside %s", (line) => {
  expect(places([line, ALL])).toEqual(["7:7"]);
});

test.each([
  ["os: linux, distro: debian-13", ["6:7"]],
  ["os: nixos", ["6:7"]],
  // Their daemons receive advertisements themselves.
  ["os: linux, distro: ubuntu-24.04", []],
  ["os: linux, distro: rhel-9", []],
  // It sets `accept_ra` to 2.
  ['os: talos, osVersion: "1.11"', []],
])("with %s", (facts, expected) => {
  expect(places([ALL], facts)).toEqual(expected);
});

test("no forwarding, no finding", () => {
  expect(
    places([
      "net.ipv6.conf.all.forwarding: 0",
      "net.ipv6.conf.lo.forwarding: 1",
    ]),
  ).toEqual([]);
});
