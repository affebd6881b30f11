import { expect, test } from "vitest";
import {
  findRemoved,
  presence,
  releaseFor,
} from "../../src/catalogue/lookup.js";
import { facts } from "./support.js";

test.each([
  ["6.14", "6.12"],
  ["6.6", "6.1"],
  ["6.9", "6.1"],
  ["6.12", "6.12"],
  ["6.12.107+deb13-amd64", "6.12"],
  ["v6.17.3", "6.17"],
  ["7.0", "6.18"],
  ["8.0", "7.2"],
  ["10.1", "7.2"],
  ["5.10", "5.10"],
  ["5.4", undefined],
  ["4.19.300", undefined],
])("on %s the kernel %s speaks", (kernel, speaks) => {
  expect(releaseFor(facts("net.core.somaxconn"), { kernel })?.kernel).toBe(
    speaks,
  );
});

test.each([undefined, "latest", "6", ""])(
  "where the kernel is %s the newest that has the key speaks",
  (kernel) => {
    expect(releaseFor(facts("net.core.somaxconn"), { kernel })?.kernel).toBe(
      "7.2",
    );
    expect(
      releaseFor(facts("kernel.sched_latency_ns"), { kernel })?.kernel,
    ).toBe("5.10");
  },
);

test("arm64 speaks for itself on 6.12, and amd64 for it elsewhere", () => {
  const key = facts("vm.mmap_rnd_bits");
  expect(releaseFor(key, { kernel: "6.12", arch: "arm64" })).toMatchObject({
    arch: "arm64",
    default: "18",
  });
  expect(releaseFor(key, { kernel: "6.14", arch: "aarch64" })).toMatchObject({
    kernel: "6.12",
    arch: "arm64",
  });
  expect(releaseFor(key, { kernel: "6.12" })).toMatchObject({
    arch: "amd64",
    default: "28",
  });
  expect(releaseFor(key, { kernel: "6.18", arch: "arm64" })).toMatchObject({
    kernel: "6.18",
    arch: "amd64",
  });
});

test.each([
  // Gone: both sides are measured.
  [
    "kernel.sched_latency_ns",
    "6.12",
    {
      present: false,
      until: "5.10",
      note: "not present from 6.1 on, last seen in 5.10",
    },
  ],
  [
    "kernel.sched_child_runs_first",
    "6.12",
    {
      present: false,
      until: "6.1",
      note: "not present from 6.12 on, last seen in 6.1",
    },
  ],
  // Of an option that only some of Debian's kernels have, and of a module that did not load before 7.2.
  ["crypto.fips_enabled", "7.2", undefined],
  ["kernel.sched_util_clamp_min", "6.1", undefined],
  ["net.mptcp.enabled", "5.10", undefined],
  ["net.rxrpc.rx_mtu", "5.10", undefined],
  ["net.rxrpc.rx_mtu", "6.12.40", undefined],
  ["net.rxrpc.rx_mtu", "7.2", { present: true }],
  // Not seen on 6.17, where not every module was loaded: only 6.18 is sure.
  [
    "net.netfilter.nf_conntrack_dccp_loose",
    "6.18",
    {
      present: false,
      until: "6.16",
      note: "not present from 6.18 on, last seen in 6.16",
    },
  ],
  ["net.netfilter.nf_conntrack_dccp_loose", "6.17", undefined],
  // Not yet there.
  [
    "net.ipv4.tcp_rto_min_us",
    "6.1",
    {
      present: false,
      since: "6.12",
      note: "not present yet, first seen in 6.12",
    },
  ],
  [
    "net.ipv4.tcp_tw_reuse_delay",
    "6.12.90",
    {
      present: false,
      since: "6.16",
      note: "not present yet, first seen in 6.16",
    },
  ],
  // Between a kernel with the key and one without it, nobody looked.
  ["kernel.sched_child_runs_first", "6.6", undefined],
  ["net.ipv4.tcp_rto_min_us", "6.9", undefined],
  ["net.ipv4.tcp_tw_reuse_delay", "6.14", undefined],
  ["net.core.somaxconn", "6.14", { present: true }],
  ["net.core.somaxconn", "8.0", { present: true }],
  // Needs a module that was not loaded on 6.16.
  ["net.sctp.rto_max", "6.16", { present: true }],
  // Nothing is known.
  ["net.core.somaxconn", "5.4", undefined],
  ["net.core.somaxconn", undefined, undefined],
  ["net.core.somaxconn", "mainline", undefined],
])("%s on %s", (id, kernel, expected) => {
  expect(presence(facts(id), { kernel })).toEqual(expected);
});

test.each([
  ["abi.swp", "amd64", "6.12", false],
  ["abi.swp", "x86_64", "7.2", false],
  ["abi.swp", "arm64", "6.12", true],
  ["abi.swp", "arm64", "7.2", true],
  ["abi.swp", undefined, "6.12", true],
  ["dev.hpet.max-user-freq", "arm64", "6.12", undefined],
  ["dev.hpet.max-user-freq", "arm64", "6.18", undefined],
  ["dev.hpet.max-user-freq", "amd64", "6.18", true],
  ["net.core.somaxconn", "arm64", "6.18", true],
  ["net.core.somaxconn", "riscv64", "6.18", true],
])("%s on %s %s: %s", (id, arch, kernel, present) => {
  expect(presence(facts(id), { kernel, arch })?.present).toBe(present);
});

test.each([
  ["net.ipv4.tcp_tw_recycle", "4.12", "net.ipv4.tcp_tw_reuse"],
  [
    "net.ipv4.netfilter.ip_conntrack_max",
    "4.9",
    "net.netfilter.nf_conntrack_max",
  ],
  ["net.ipv4.ip_conntrack_max", "2.6.22", "net.netfilter.nf_conntrack_max"],
  [
    "kernel.sched_migration_cost_ns",
    "5.13",
    "/sys/kernel/debug/sched/migration_cost_ns",
  ],
  ["vm.percpu_pagelist_fraction", "5.14", "vm.percpu_pagelist_high_fraction"],
])("%s was removed in %s in favour of %s", (id, removed, instead) => {
  expect(findRemoved(id)).toMatchObject({
    id,
    removed,
    instead,
    source: expect.stringMatching(/./u) as string,
  });
});

test.each([
  ["kernel.sched_compat_yield", undefined],
  ["vm.nr_pdflush_threads", undefined],
  ["kernel.softlockup_thresh", "kernel.watchdog_thresh"],
  ["net.ipv4.tcp_abc", undefined],
])("%s was removed before the oldest measured kernel", (id, instead) => {
  expect(findRemoved(id)).toMatchObject({ before: "5.10" });
  expect(findRemoved(id)?.instead).toBe(instead);
});

test("what exists was not removed", () => {
  expect(findRemoved("net.ipv4.tcp_fack")).toBeUndefined();
  expect(findRemoved("net.ipv4.tcp_tw_reuse")).toBeUndefined();
});
