import { describe, expect, test } from "vitest";
import {
  defaultByCpus,
  defaultByMemory,
} from "../../src/catalogue/formulas.js";

const MiB = 1n << 20n;

describe("defaults by memory", () => {
  // As measured with 512 MiB to 16 GiB, and computed as the kernel does beyond that.
  test.each([
    ["net.ipv4.tcp_ehash_entries", "6.12", 512, "4096"],
    ["net.ipv4.tcp_ehash_entries", "6.12", 16_384, "131072"],
    ["net.ipv4.tcp_ehash_entries", "6.12", 65_536, "524288"],
    ["net.ipv4.tcp_ehash_entries", "6.12", 131_072, "524288"],
    ["net.ipv4.tcp_max_orphans", "6.12", 512, "2048"],
    ["net.ipv4.tcp_max_tw_buckets", "6.12", 8192, "32768"],
    // 1/128 of the table of established connections, but at least 128.
    ["net.ipv4.tcp_max_syn_backlog", "6.12", 512, "128"],
    ["net.ipv4.tcp_max_syn_backlog", "6.12", 1024, "128"],
    ["net.ipv4.tcp_max_syn_backlog", "6.12", 2048, "128"],
    ["net.ipv4.tcp_max_syn_backlog", "6.12", 4096, "256"],
    ["net.ipv4.tcp_max_syn_backlog", "6.12", 131_072, "4096"],
    ["net.ipv4.udp_hash_entries", "6.12", 512, "256"],
    ["net.ipv4.udp_hash_entries", "6.12", 16_384, "8192"],
    ["net.ipv4.udp_hash_entries", "6.12", 262_144, "65536"],
    ["net.netfilter.nf_conntrack_buckets", "5.10", 4096, "16384"],
    ["net.netfilter.nf_conntrack_buckets", "5.10", 8192, "65536"],
    ["net.netfilter.nf_conntrack_buckets", "6.1", 4096, "65536"],
    ["net.netfilter.nf_conntrack_max", "5.10", 4096, "65536"],
    ["net.netfilter.nf_conntrack_max", "5.10", 8192, "262144"],
    ["net.nf_conntrack_max", "6.1", 4096, "65536"],
    ["net.nf_conntrack_max", "6.1", 8192, "262144"],
    ["net.netfilter.nf_conntrack_expect_max", "5.10", 4096, "256"],
    ["net.netfilter.nf_conntrack_expect_max", "6.1", 8192, "4096"],
    ["net.ipv4.tcp_rmem", "6.12", 4096, "4096 131072 6291456"],
    ["net.ipv4.tcp_rmem", "6.18", 8192, "4096 131072 33554432"],
    ["net.ipv4.tcp_wmem", "6.18", 1024, "4096 16384 4194304"],
  ])("%s on %s with %i MiB is %s", (id, kernel, memory, value) => {
    expect(defaultByMemory(id, BigInt(memory) * MiB, kernel)).toBe(value);
  });

  // The largest buffer is 1/128 of 7/8 of the memory, of which the firmware and the kernel may use 1/16.
  test.each([
    ["net.ipv4.tcp_rmem", "6.15", 936, undefined],
    ["net.ipv4.tcp_rmem", "6.15", 937, "4096 131072 6291456"],
    ["net.ipv4.tcp_rmem", "6.16", 4993, undefined],
    ["net.ipv4.tcp_rmem", "6.16", 4994, "4096 131072 33554432"],
    ["net.ipv4.tcp_wmem", "6.16", 624, undefined],
    ["net.ipv4.tcp_wmem", "6.16", 625, "4096 16384 4194304"],
    // Around a limit of the memory, the result depends on the machine.
    ["net.netfilter.nf_conntrack_max", "6.12", 1024, undefined],
    ["net.netfilter.nf_conntrack_max", "6.12", 1093, "65536"],
    ["net.netfilter.nf_conntrack_max", "6.12", 4097, undefined],
    ["net.netfilter.nf_conntrack_max", "6.12", 4370, "262144"],
    ["net.netfilter.nf_conntrack_expect_max", "6.12", 1024, undefined],
    ["net.core.somaxconn", "6.12", 8192, undefined],
  ])(
    "%s on %s with %i MiB is certain or not: %s",
    (id, kernel, memory, value) => {
      expect(defaultByMemory(id, BigInt(memory) * MiB, kernel)).toBe(value);
    },
  );
});

test.each([
  ["kernel.pid_max", 1, "32768"],
  ["kernel.pid_max", 32, "32768"],
  ["kernel.pid_max", 33, "33792"],
  ["kernel.pid_max", 5000, "4194304"],
  ["kernel.watchdog_cpumask", 1, "0"],
  ["net.ipv4.vs.est_cpulist", 2, "0-1"],
  ["net.core.somaxconn", 2, undefined],
])("%s with %i CPUs is %s", (id, cpus, value) => {
  expect(defaultByCpus(id)?.(cpus)).toBe(value);
});
