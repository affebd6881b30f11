import { expect, test } from "vitest";
import { defaultFor } from "../../src/catalogue/defaults.js";
import { allKeys } from "../../src/catalogue/lookup.js";
import { facts, GiB } from "./support.js";

test.each([
  // Constant.
  ["net.core.somaxconn", "6.12", "4096"],
  ["net.ipv4.tcp_tw_reuse", "5.10", "2"],
  ["net.ipv4.ip_local_reserved_ports", "6.12", ""],
  // By kernel.
  ["net.core.rmem_max", "6.12", "212992"],
  ["net.core.rmem_max", "6.14", "212992"],
  ["net.core.rmem_max", "6.18", "4194304"],
  ["net.core.optmem_max", "6.1", "20480"],
])("%s on %s is %s", (id, kernel, value) => {
  expect(defaultFor(facts(id), { kernel })).toEqual({ value, sure: true });
});

test.each([
  // Nobody looked between two kernels that disagree.
  [
    "net.ipv4.icmp_msgs_burst",
    "7.0",
    { value: "50", sure: false, note: "as on 6.18; 7.2 has 10000" },
  ],
  [
    "net.core.rmem_max",
    "8.0",
    { value: "4194304", sure: false, assumed: true, note: "as on 7.2" },
  ],
  [
    "net.core.rmem_max",
    undefined,
    { value: "4194304", sure: false, note: "as on 7.2" },
  ],
  ["net.core.somaxconn", undefined, { value: "4096", sure: true }],
  // The measuring machine's own, or its distribution's.
  [
    "net.core.default_qdisc",
    "6.12",
    {
      value: "fq_codel",
      sure: false,
      note: "on Debian; pfifo_fast upstream",
    },
  ],
  [
    "kernel.perf_event_paranoid",
    "6.12",
    { value: "3", sure: false, note: "on Debian; 2 upstream" },
  ],
  ["kernel.hostname", "6.12", undefined],
  ["kernel.printk", "6.12", undefined],
  ["kernel.random.uuid", "6.12", undefined],
  // Cannot be read.
  ["vm.drop_caches", "6.12", undefined],
  // Not on this kernel.
  ["net.ipv4.tcp_rto_max_ms", "6.12", undefined],
  ["kernel.sched_latency_ns", "6.12", undefined],
  ["net.core.somaxconn", "5.4", undefined],
])("%s on %s is told with its doubts", (id, kernel, expected) => {
  expect(defaultFor(facts(id), { kernel })).toEqual(expected);
});

test.each([
  ["6.12", 2, "65536", "65536", "1024"],
  ["6.12", 4, "65536", "65536", "1024"],
  ["6.12", 6, "262144", "262144", "4096"],
  ["6.12", 8, "262144", "262144", "4096"],
  ["6.12", 64, "262144", "262144", "4096"],
  ["6.1", 8, "262144", "262144", "4096"],
  ["6.6", 8, "262144", "262144", "4096"],
  ["7.2", 4, "65536", "65536", "1024"],
  // Larger tables since 5.15; four entries to a bucket before it.
  ["5.15", 8, "262144", "262144", "4096"],
  ["5.15.160", 4, "65536", "65536", "1024"],
  ["5.14", 8, "262144", "65536", "1024"],
  ["5.10", 4, "65536", "16384", "256"],
  ["5.10", 8, "262144", "65536", "1024"],
])(
  "connection tracking on %s with %i GiB holds %s in %s buckets",
  (kernel, gibibytes, max, buckets, expectations) => {
    const where = { kernel, memory: BigInt(gibibytes) * GiB };
    const sure = (id: string) =>
      defaultFor(facts(`net.netfilter.${id}`), where);
    expect(sure("nf_conntrack_max")).toEqual({ value: max, sure: true });
    expect(sure("nf_conntrack_buckets")).toEqual({
      value: buckets,
      sure: true,
    });
    expect(sure("nf_conntrack_expect_max")).toEqual({
      value: expectations,
      sure: true,
    });
    expect(defaultFor(facts("net.nf_conntrack_max"), where)).toEqual({
      value: max,
      sure: true,
    });
  },
);

test.each([
  [1, "128", "4096"],
  [4, "256", "16384"],
  [6, "512", "32768"],
  [8, "512", "32768"],
  [16, "1024", "65536"],
  [64, "4096", "262144"],
  [512, "4096", "262144"],
])("with %i GiB the TCP tables follow", (gibibytes, backlog, buckets) => {
  const where = { kernel: "6.12", memory: BigInt(gibibytes) * GiB };
  expect(defaultFor(facts("net.ipv4.tcp_max_syn_backlog"), where)).toEqual({
    value: backlog,
    sure: true,
  });
  for (const id of [
    "net.ipv4.tcp_max_tw_buckets",
    "net.ipv4.tcp_max_orphans",
  ]) {
    expect(defaultFor(facts(id), where)).toEqual({
      value: buckets,
      sure: true,
    });
  }
});

test.each([
  ["net.ipv4.tcp_rmem", "6.12", 4, "4096 131072 6291456"],
  ["net.ipv4.tcp_rmem", "6.17", 8, "4096 131072 33554432"],
  ["net.ipv4.tcp_rmem", "7.2", 32, "4096 131072 33554432"],
  ["net.ipv4.tcp_wmem", "7.2", 1, "4096 16384 4194304"],
  ["vm.user_reserve_kbytes", "6.12", 32, "131072"],
])("%s on %s has stopped growing at %i GiB", (id, kernel, gibibytes, value) => {
  const where = { kernel, memory: BigInt(gibibytes) * GiB };
  expect(defaultFor(facts(id), where)).toEqual({ value, sure: true });
});

test.each([
  // Grows with every page: an estimate.
  ["fs.file-max", "6.12", 8, undefined, "813000", undefined],
  ["fs.file-max", "6.12", 12, undefined, "1230000", undefined],
  ["fs.file-max", "6.12", 64, undefined, "6590000", undefined],
  ["fs.file-max", "6.16", 8, undefined, "813000", undefined],
  [
    "fs.file-max",
    "6.12",
    undefined,
    undefined,
    undefined,
    "depends on the memory",
  ],
  ["net.ipv4.tcp_mem", "6.12", 4, undefined, "45800 61000 91500", undefined],
  ["net.ipv4.tcp_rmem", "7.2", 4, undefined, "4096 131072 31200000", undefined],
  ["net.netfilter.nf_conntrack_max", "6.12", 1, undefined, "7680", undefined],
  [
    "net.netfilter.nf_conntrack_max",
    undefined,
    undefined,
    undefined,
    undefined,
    "depends on the memory",
  ],
  [
    "vm.min_free_kbytes",
    "6.12",
    8,
    undefined,
    "67584",
    "depends on memory zones and NUMA nodes",
  ],
])(
  "%s on %s with %s GiB and %s processors is %s, %s",
  (id, kernel, gibibytes, cpus, value, note) => {
    const memory =
      gibibytes === undefined ? undefined : BigInt(gibibytes) * GiB;
    const told = defaultFor(facts(id), { kernel, memory, cpus, arch: "amd64" });
    expect(told).toMatchObject({ value, sure: false });
    expect(told?.note).toBe(note);
  },
);

test("what is not certain has at least what the smallest machine has", () => {
  const least = (id: string, kernel?: string, memory?: bigint) =>
    defaultFor(facts(id), { kernel, memory })?.least;
  expect(least("net.ipv4.tcp_mem", "6.12", 8n * GiB)).toBe(
    "83676 111568 167352",
  );
  expect(least("net.ipv4.tcp_rmem", "6.12")).toMatch(/^4096 131072 \d{7}$/u);
  // Four entries to a bucket up to 5.14: the fewer of all kernels.
  expect(least("net.netfilter.nf_conntrack_buckets")).toBe("3072");
  expect(least("kernel.pid_max", "6.12")).toBe("32768");
});

test("a kernel between two measured ones has the formulas of its own version", () => {
  expect(
    defaultFor(facts("net.ipv4.tcp_rmem"), {
      kernel: "6.15",
      memory: 16n * GiB,
    })?.value,
  ).toBe("4096 131072 6291456");
});

test.each([
  ["kernel.pid_max", 4, "32768"],
  ["kernel.pid_max", 64, "65536"],
  ["kernel.pid_max", 8192, "4194304"],
  ["kernel.watchdog_cpumask", 1, "0"],
  ["kernel.watchdog_cpumask", 8, "0-7"],
])("%s with %i processors is %s", (id, cpus, value) => {
  expect(defaultFor(facts(id), { kernel: "6.12", cpus })).toEqual({
    value,
    sure: true,
  });
});

test("what depends on processors is not sure without them", () => {
  expect(defaultFor(facts("kernel.pid_max"), { kernel: "6.12" })).toEqual({
    value: undefined,
    sure: false,
    note: "depends on the number of CPUs",
    least: "32768",
  });
});

test("another processor than the one that speaks may differ", () => {
  const key = facts("vm.mmap_rnd_compat_bits");
  expect(defaultFor(key, { kernel: "6.12", arch: "arm64" })).toEqual({
    value: "11",
    sure: true,
  });
  expect(defaultFor(key, { kernel: "6.12", arch: "amd64" })).toEqual({
    value: "8",
    sure: true,
  });
  expect(defaultFor(key, { kernel: "6.12" })).toEqual({
    value: "8",
    sure: false,
    note: "as on amd64",
  });
  // Measured on both architectures on 6.12 only, and different there.
  for (const kernel of ["5.10", "6.1", "6.18"])
    expect(defaultFor(key, { kernel, arch: "arm64" })).toEqual({
      value: undefined,
      sure: false,
      note: "not measured on arm64",
    });
  expect(
    defaultFor(facts("net.core.somaxconn"), { kernel: "6.18", arch: "arm64" })
      ?.sure,
  ).toBe(true);
});

test("on the measuring machine's size the estimates are what it read, or a little less", () => {
  for (const id of allKeys()) {
    const key = facts(id);
    const [release] = key.releases.filter(
      ({ kernel, arch }) => kernel === "6.12" && arch === "amd64",
    );
    if (!release || key.defaultNote !== undefined) continue;
    const told = defaultFor(key, {
      kernel: "6.12",
      arch: "amd64",
      memory: 4n * GiB,
      cpus: 2,
    });
    if (told?.sure) expect(told.value, id).toBe(release.default);
  }
});
