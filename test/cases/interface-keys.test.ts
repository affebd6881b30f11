import { describe, expect, test } from "vitest";
import { compiled } from "../support/compile.js";

const worker =
  'os: linux, distribution: k3s, kubernetes: "1.34", kernel: "6.12", cpus: 4, memory: 8GiB';
const host = 'os: linux, distro: debian-12, distribution: none, kernel: "6.12"';

/** The findings that a line has no effect; the settings begin at line 6. */
const findings = (settings: readonly string[], facts = worker) =>
  compiled(`version: 1
roles:
  worker:
    node: { ${facts} }
    sysctl:
${settings.map((line) => `      ${line} # The benchmark asks for it\n`).join("")}`).findings.filter(
    ({ rule }) => rule === "no-effect",
  );

const places = (settings: readonly string[], facts = worker) =>
  findings(settings, facts).map(
    ({ line = 0, column = 0 }) => `${line}:${column}`,
  );

test("a value of conf.all that the kernel does not apply to the interfaces", () => {
  expect(
    places([
      "net.ipv6.conf.all.forwarding: 1",
      "net.ipv6.conf.all.accept_ra: 2",
      "net.ipv6.conf.all.accept_redirects: 0",
      "net.ipv6.conf.all.use_tempaddr: 2",
      "net.ipv4.conf.all.send_redirects: 0",
    ]),
  ).toEqual(["7:7", "8:7", "9:7", "10:7"]);
});

test("says what to write instead", () => {
  const [own, combined] = findings([
    "net.ipv6.conf.all.accept_ra: 2",
    "net.ipv4.conf.all.send_redirects: 0",
  ]);
  expect(own?.help).toContain("`net.ipv6.conf.default.accept_ra: 2`");
  expect(combined?.why).toContain(
    "`net.ipv4.conf.default.send_redirects` is 1 by default",
  );
});

test("guides that set all and default alike have no findings", () => {
  const pairs = [
    "ipv4.%.send_redirects: 0",
    "ipv4.%.secure_redirects: 0",
    "ipv4.%.accept_redirects: 0",
    "ipv4.%.accept_source_route: 0",
    "ipv4.%.log_martians: 1",
    "ipv4.%.rp_filter: 1",
    "ipv6.%.accept_ra: 0",
    "ipv6.%.accept_redirects: 0",
    "ipv6.%.accept_source_route: 0",
  ];
  const lines = ["all", "default"].flatMap((name) =>
    pairs.map((pair) => `net.${pair.replace("%", `conf.${name}`)}`),
  );
  expect(places(lines)).toEqual([]);
  expect(places(lines, host)).toEqual([]);
});

describe.each([
  // The interface would have to be off as well.
  ["net.ipv4.conf.all.secure_redirects: 0", true],
  ["net.ipv4.conf.default.secure_redirects: 0", true],
  ["net.ipv4.conf.eth0.secure_redirects: 0", true],
  ["net.ipv4.conf.all.log_martians: 1", false],
  ["net.ipv4.conf.all.arp_announce: 2", false],
  ["net.ipv4.conf.all.bc_forwarding: 1", true],
  ["net.ipv4.conf.default.bc_forwarding: 1", true],
  ["net.ipv4.conf.all.accept_source_route: 0", false],
  ["net.ipv6.conf.all.seg6_enabled: 1", true],
  ["net.ipv6.conf.all.accept_dad: 0", true],
  ["net.ipv6.conf.all.keep_addr_on_down: 1", false],
  ["net.ipv6.conf.all.disable_ipv6: 1", false],
  ["net.ipv6.conf.default.mtu: 1400", true],
  ["net.ipv6.conf.default.accept_ra: 2", false],
  // A node that forwards needs only one of both off.
  ["net.ipv4.conf.all.accept_redirects: 0", false],
  ["net.ipv4.conf.default.accept_redirects: 1", false],
  ["net.ipv6.conf.all.accept_ra: 1", false],
  ["net.ipv4.conf.*.send_redirects: 0", false],
])("%s", (line, isFound) => {
  test(isFound ? "has no effect" : "has an effect", () => {
    expect(places([line])).toEqual(isFound ? ["6:7"] : []);
  });
});

test("a host that does not forward accepts redirects if all or the interface does", () => {
  expect(places(["net.ipv4.conf.all.accept_redirects: 0"], host)).toEqual([]);
  expect(
    places(
      ["net.ipv4.ip_forward: 0", "net.ipv4.conf.all.accept_redirects: 0"],
      host,
    ),
  ).toEqual(["7:7"]);
});

test("a line for an interface that the line for all overrides names that line", () => {
  const [finding] = findings([
    "net.ipv4.conf.all.rp_filter: 1",
    "net.ipv4.conf.eth0.rp_filter: 0",
  ]);
  expect(finding).toMatchObject({ line: 7, column: 7 });
  expect(finding?.related?.[0]).toMatchObject({ line: 6 });
});

test("all may leave the decision to default", () => {
  expect(
    places([
      "net.ipv4.conf.all.rp_filter: 0",
      "net.ipv4.conf.default.rp_filter: 2",
    ]),
  ).toEqual([]);
});
