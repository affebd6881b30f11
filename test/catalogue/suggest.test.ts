import { expect, test } from "vitest";
import { allKeys } from "../../src/catalogue/lookup.js";
import { comparable, slipsTo } from "../../src/catalogue/nearness.js";
import { suggestKeys } from "../../src/catalogue/suggest.js";

test.each([
  // A missing beginning.
  ["ipv4.tcp_timestamps", "net.ipv4.tcp_timestamps"],
  ["somaxconn", "net.core.somaxconn"],
  ["max_map_count", "vm.max_map_count"],
  ["inotify.max_user_watches", "fs.inotify.max_user_watches"],
  ["sys.vm.swappiness", "vm.swappiness"],
  ["/proc/sys/vm/swapiness", "vm.swappiness"],
  // The alias comes second.
  ["nf_conntrack_max", "net.netfilter.nf_conntrack_max"],
  // Dashes and underscores, slashes and capitals.
  ["bridge_nf_call_iptables", "net.bridge.bridge-nf-call-iptables"],
  [
    "net.bridge.bridge_nf_call_ip6tables",
    "net.bridge.bridge-nf-call-ip6tables",
  ],
  ["net/core/rmem-max", "net.core.rmem_max"],
  ["Net.Core.Somaxconn", "net.core.somaxconn"],
  // A slip of the pen.
  ["net.core.somaxcon", "net.core.somaxconn"],
  ["vm.swapiness", "vm.swappiness"],
  ["fs.inotify.max_users_watches", "fs.inotify.max_user_watches"],
  ["tcp_max_syn_backlogs", "net.ipv4.tcp_max_syn_backlog"],
  ["net.ipv4.tcp_congestion_controll", "net.ipv4.tcp_congestion_control"],
  ["net.ipv4.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_max"],
  // The right name in a wrong folder, with a typo too.
  ["net.ipv4.somaxconn", "net.core.somaxconn"],
  ["net.ipv4.somaxcon", "net.core.somaxconn"],
  ["kernel.swappiness", "vm.swappiness"],
  ["net.core.tcp_rmem", "net.ipv4.tcp_rmem"],
  ["net.ipv4.rp_filter", "net.ipv4.conf.all.rp_filter"],
  ["net.max_user_watches", "fs.epoll.max_user_watches"],
  // An interface stays the user's.
  ["net.ipv4.conf.eth0.rp_fliter", "net.ipv4.conf.eth0.rp_filter"],
  ["net.ipv4.conf.eth0.100.rp_filter", "net.ipv4.conf.eth0/100.rp_filter"],
  ["net.ipv6.conf.all.disable_ip6", "net.ipv6.conf.all.disable_ipv6"],
])("%s: %s", (text, best) => {
  expect(suggestKeys(text)[0]).toBe(best);
});

test("near keys come best first, and only those that are near", () => {
  expect(suggestKeys("nf_conntrack_max")).toEqual([
    "net.netfilter.nf_conntrack_max",
    "net.nf_conntrack_max",
  ]);
  expect(suggestKeys("rp_filter")).toEqual([
    "net.ipv4.conf.all.rp_filter",
    "net.ipv4.conf.default.rp_filter",
  ]);
  expect(suggestKeys("rp_filter", 1)).toEqual(["net.ipv4.conf.all.rp_filter"]);
  expect(suggestKeys("net.core.mem_max", 5)).toEqual([
    "net.core.rmem_max",
    "net.core.wmem_max",
  ]);
});

test.each([
  "",
  " ",
  "foo.bar",
  "my.module.enabled",
  "completely.different.thing",
  "x",
])("nothing is near %j", (text) => {
  expect(suggestKeys(text)).toEqual([]);
});

test("an unknown key is compared with few keys", () => {
  const written = comparable("net.ipv4.tcp_max_syn_backlogs");
  const compared = allKeys().filter(
    (id) => slipsTo(written, comparable(id), 6) < Number.POSITIVE_INFINITY,
  );
  expect(compared).toEqual(["net.ipv4.tcp_max_syn_backlog"]);
});

test.each([
  ["vm.swappiness", "vm.swappiness", 0],
  ["swappiness", "vm.swappiness", 0.25],
  ["vm.swapiness", "vm.swappiness", 1],
  ["swapiness", "vm.swappiness", 1.75],
  ["appiness", "vm.swappiness", 2.75],
] as const)("%s is so far from %s: %d", (written, key, slips) => {
  expect(slipsTo(comparable(written), comparable(key), 3)).toBe(slips);
});

test("a key is its own best suggestion", () => {
  const measured = allKeys().filter((id) => !id.includes(".lo."));
  for (const id of measured.filter((_, at) => at % 25 === 0))
    expect(suggestKeys(id)).toEqual([id]);
});

test.each([
  ["net.ipv4.conf.all.accept_redirect", "net.ipv4.conf.all.accept_redirects"],
  ["net.ipv6.conf.all.forwardin", "net.ipv6.conf.all.forwarding"],
])("the other version of IP is not suggested for %s", (typo, key) => {
  expect(suggestKeys(typo)).toEqual([key]);
});
