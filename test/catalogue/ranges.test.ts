import { expect, test } from "vitest";
import { allKeys, rangesFor } from "../../src/catalogue/lookup.js";
import { facts } from "./support.js";

function told(id: string, kernel?: string): string {
  return rangesFor(facts(id), { kernel })
    .map((range) =>
      range ? `${String(range.min)}..${String(range.max)}` : "?",
    )
    .join(" ");
}

test.each([
  ["net.core.somaxconn", "6.12", "0..2147483647"],
  ["net.core.rmem_max", "6.12", "2304..2147483647"],
  [
    "net.ipv4.tcp_mem",
    "6.12",
    Array(3).fill("0..18446744073709551615").join(" "),
  ],
  [
    "kernel.sem",
    "6.12",
    "-2147483648..2147483647 -2147483648..2147483647 -2147483648..2147483647 0..32768",
  ],
  ["fs.file-max", "6.12", "0..9223372036854775807"],
  // Each kernel its own; where none is known, what any of them accepts.
  ["net.ipv4.tcp_rmem", "6.1", Array(3).fill("4096..2147483647").join(" ")],
  ["net.ipv4.tcp_rmem", "6.12", Array(3).fill("1..2147483647").join(" ")],
  ["net.ipv4.tcp_rmem", undefined, Array(3).fill("1..2147483647").join(" ")],
  ["net.ipv4.tcp_ecn", "6.12", "0..2"],
  ["net.ipv4.tcp_ecn", "7.2", "0..5"],
  ["net.ipv4.tcp_ecn", undefined, "0..255"],
  ["net.netfilter.nf_conntrack_max", "6.18", "0..2147483647"],
  ["net.netfilter.nf_conntrack_max", "7.2", "1..2147483647"],
  // 6.16 has no ranges of its own.
  ["net.ipv4.tcp_syn_retries", "6.16", "1..127"],
  // Seconds in jiffies, at the fastest clock; hundredths of a second; seconds in an unsigned number of jiffies.
  ["net.ipv4.tcp_fin_timeout", "6.12", "-2147483..2147483"],
  [
    "net.netfilter.nf_conntrack_tcp_timeout_established",
    "6.12",
    "-2147483..2147483",
  ],
  ["net.ipv4.neigh.default.proxy_delay", "6.12", "0..214748364"],
  ["net.ipv4.tcp_probe_interval", "6.12", "0..4294967"],
  ["net.core.netdev_budget_usecs", "5.10", "0..2147483647"],
  ["net.core.netdev_budget_usecs", "6.12", "2000..2147483647"],
  // Measured against other settings' defaults.
  ["net.ipv4.ip_local_port_range", "6.12", "1..65535 1..65535"],
  ["net.ipv4.ip_unprivileged_port_start", "6.12", "0..65535"],
  ["net.ipv4.ping_group_range", "5.10", "0..2147483647 0..2147483647"],
  ["net.ipv4.ping_group_range", "6.12", "0..4294967294 0..4294967294"],
  ["kernel.sched_rt_runtime_us", "6.12", "?"],
  // Where the probe stopped by itself.
  ["net.netfilter.nf_conntrack_buckets", "6.12", "1..2147483647"],
  ["net.core.rps_sock_flow_entries", "6.12", "0..536870912"],
  ["vm.watermark_scale_factor", "6.12", "1..3000"],
  ["net.ipv4.neigh.default.base_reachable_time_ms", "6.12", "0..2147483647"],
  // An interface takes what default takes.
  ["net.ipv4.conf.all.rp_filter", "6.12", "-2147483648..2147483647"],
  ["net.ipv6.conf.eth0.accept_ra", "6.12", "-2147483648..2147483647"],
  // No numbers.
  ["net.core.default_qdisc", "6.12", ""],
  ["net.ipv4.ip_local_reserved_ports", undefined, ""],
  // Not measured: the probe kept away.
  ["kernel.panic", "6.12", "?"],
])("%s on %s takes %s", (id, kernel, expected) => {
  expect(told(id, kernel)).toBe(expected);
});

/** Keys whose default cannot be written back: 0 there means that the ratio counts, -1 that no id was asked for. */
const notWritten = [
  "kernel.msg_next_id",
  "kernel.sem_next_id",
  "kernel.shm_next_id",
  "vm.dirty_background_bytes",
  "vm.dirty_bytes",
];

test("every default is within its range", () => {
  const outside = allKeys().filter((id) =>
    facts(id).releases.some((release) => {
      const values = release.default.split(" ");
      return (release.ranges ?? []).some((range, at) => {
        const value = values[at];
        if (!range || value === undefined || !/^-?\d+$/u.test(value))
          return false;
        return BigInt(value) < range.min || BigInt(value) > range.max;
      });
    }),
  );
  expect(outside).toEqual(notWritten);
});

test("a range has as many fields as the key", () => {
  for (const id of allKeys()) {
    const { kind, releases } = facts(id);
    const fields =
      kind.type === "vector"
        ? kind.fields.length
        : kind.type === "integer"
          ? 1
          : 0;
    for (const { ranges } of releases)
      if (ranges) expect(ranges, id).toHaveLength(fields);
    expect(rangesFor(facts(id), {}), id).toHaveLength(fields);
  }
});

test("a vector's default has as many fields as it has names", () => {
  for (const id of allKeys()) {
    const { kind, releases } = facts(id);
    if (kind.type !== "vector") continue;
    for (const release of releases) {
      if (release.default !== "")
        expect(release.default.split(" "), id).toHaveLength(kind.fields.length);
    }
  }
});

test.each([
  ["net.ipv4.tcp_rmem", ["min", "default", "max"], true],
  ["net.ipv4.tcp_mem", ["low", "pressure", "high"], true],
  ["net.ipv4.ip_local_port_range", ["first", "last"], true],
  // `1 0` is nobody.
  ["net.ipv4.ping_group_range", ["first", "last"], false],
  ["kernel.sem", ["SEMMSL", "SEMMNS", "SEMOPM", "SEMMNI"], false],
])("%s has the fields %j, ordered: %s", (id, fields, ordered) => {
  expect(facts(id).kind).toEqual({
    type: "vector",
    fields,
    ordered,
    optional: 0,
  });
});

test("not every kernel has every zone of memory", () => {
  expect(facts("vm.lowmem_reserve_ratio").kind).toEqual({
    type: "vector",
    fields: ["dma", "dma32", "normal", "movable", "device"],
    ordered: false,
    optional: 3,
  });
});

test.each([
  ["net.ipv4.ip_local_reserved_ports", "ports"],
  ["kernel.watchdog_cpumask", "cpus"],
  ["net.ipv4.tcp_allowed_congestion_control", "words"],
])("%s is a list of %s", (id, of) => {
  expect(facts(id).kind).toEqual({ type: "list", of });
});
