import { expect, test } from "vitest";
import { findKey, matchKeys, presence } from "../../src/catalogue/lookup.js";
import { facts, key } from "./support.js";

test.each([
  ["net.ipv4.conf.eth0.rp_filter", "choice"],
  ["net.ipv4.conf.bond0/30.rp_filter", "choice"],
  ["net/ipv4/conf/eth0.100/rp_filter", "choice"],
  ["net.ipv4.conf.*.rp_filter", "choice"],
  ["net.ipv6.conf.eth*.accept_ra", "choice"],
  ["net.ipv6.conf.cilium_host.forwarding", "switch"],
  ["net.ipv4.neigh.eth0.base_reachable_time_ms", "milliseconds"],
  ["net.ipv6.neigh.eth0.unres_qlen_bytes", "bytes"],
  ["net.mpls.conf.eth0.input", undefined],
])("%s is a key of an interface, counted in %s", (text, unit) => {
  const found = facts(text);
  expect(found.id).toBe(key(text).id);
  expect(found.unit).toBe(unit);
});

test("an interface has what lo has, with the values of default", () => {
  expect(facts("net.ipv6.conf.eth0.use_tempaddr").releases[0]?.default).toBe(
    "0",
  );
  expect(facts("net.ipv6.conf.lo.use_tempaddr").releases[0]?.default).toBe(
    "-1",
  );
  expect(facts("net.ipv4.conf.eth0.arp_ignore").defaultNote).toBe(
    "as net.ipv4.conf.default.arp_ignore when the interface appears",
  );
});

test("an interface's key comes and goes with the kernel", () => {
  expect(
    presence(facts("net.ipv6.conf.eth0.force_forwarding"), { kernel: "6.12" }),
  ).toMatchObject({ since: "6.17" });
});

test.each([
  // The table's, not an interface's.
  "net.ipv4.neigh.eth0.gc_thresh1",
  "net.ipv6.neigh.eth0.gc_interval",
  // There is no such entry.
  "net.ipv4.neigh.all.base_reachable_time_ms",
  "net.ipv4.conf.eth0.rp_fliter",
  "net.ipv4.conf.eth0.100.rp_filter",
  "net.ipv4.conf.eth0",
  "net.ipv4.foo.eth0.rp_filter",
  "net.mpls.neigh.eth0.retrans_time",
  "net.ipv4.tcp_*",
  "net.ipv4.c*.eth0.rp_filter",
  "net.ipv4.conf.eth0.*",
])("%s is not found", (text) => {
  expect(findKey(key(text))).toBeUndefined();
});

test.each([
  [
    "net.ipv4.conf.*.rp_filter",
    ["all", "default", "lo"].map((name) => `net.ipv4.conf.${name}.rp_filter`),
  ],
  ["net.ipv4.tcp_[rw]mem", ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
  ["net.ipv4.tcp_[!a-qs-vx-z]mem", ["net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"]],
  ["net.core.?mem_max", ["net.core.rmem_max", "net.core.wmem_max"]],
  [
    "net.bridge.bridge-nf-call-ip*",
    [
      "net.bridge.bridge-nf-call-ip6tables",
      "net.bridge.bridge-nf-call-iptables",
    ],
  ],
  ["net.core.somaxconn", ["net.core.somaxconn"]],
  ["net.ipv4.conf.eth0.rp_filter", ["net.ipv4.conf.eth0.rp_filter"]],
  ["net.core", []],
  // One segment, and not a folder below it.
  ["net.*", ["net.nf_conntrack_max"]],
  ["net.core.x.y*", []],
])("%s stands for %j", (text, ids) => {
  expect(matchKeys(key(text)).map(({ id }) => id)).toEqual(ids);
});
