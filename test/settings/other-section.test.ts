import { expect, test } from "vitest";
import { otherSection } from "../../src/settings/sysctl/other-section.js";
import { compiled } from "../support/compile.js";

test.each([
  ["/proc/sys/vm/swappiness", "write `vm.swappiness`"],
  ["proc/sys/net/core/somaxconn", "write `net.core.somaxconn`"],
  [
    "/proc/sys/net/ipv4/conf/eth0.100/rp_filter",
    "write `net/ipv4/conf/eth0.100/rp_filter`",
  ],
])("%s is a path of a sysctl", (text, help) => {
  expect(otherSection(text)?.help).toBe(help);
});

test.each([
  [
    "/sys/kernel/mm/transparent_hugepage/enabled",
    "kernel/mm/transparent_hugepage/enabled",
  ],
  ["sys/kernel/mm/ksm/run", "kernel/mm/ksm/run"],
  [
    "sys.kernel.mm.transparent_hugepage.defrag",
    "kernel/mm/transparent_hugepage/defrag",
  ],
  [
    "kernel.mm.transparent_hugepage.enabled",
    "kernel/mm/transparent_hugepage/enabled",
  ],
  ["vm.transparent_hugepage.enabled", "kernel/mm/transparent_hugepage/enabled"],
  ["transparent_hugepage/enabled", "kernel/mm/transparent_hugepage/enabled"],
  ["block.sda.queue.scheduler", "block/sda/queue/scheduler"],
  ["block/nvme0n1/queue/nr_requests", "block/nvme0n1/queue/nr_requests"],
  ["module.zswap.parameters.enabled", "module/zswap/parameters/enabled"],
  [
    "devices.system.cpu.cpu0.cpufreq.scaling_governor",
    "devices/system/cpu/cpu0/cpufreq/scaling_governor",
  ],
  ["kernel.debug.sched.latency_ns", "kernel/debug/sched/latency_ns"],
])("%s belongs to sysfs", (text, path) => {
  expect(otherSection(text)?.help).toBe(
    `write it in the section \`sysfs\`, as \`${path}\``,
  );
});

test.each([
  ["transparent_hugepage", "transparent_hugepage"],
  ["kernel.transparent_hugepage", "transparent_hugepage"],
  ["vm.transparent_hugepages", "transparent_hugepage"],
  ["mitigations", "mitigations"],
  ["isolcpus", "isolcpus"],
  ["intel_idle.max_cstate", "intel_idle.max_cstate"],
  ["net.ifnames", "net.ifnames"],
])("%s belongs to kernelArgs", (text, name) => {
  expect(otherSection(text)?.help).toBe(
    `write it in the section \`kernelArgs\`, as \`${name}=...\``,
  );
});

test.each([
  ["nofile", "nofile"],
  ["fs.nofile", "nofile"],
  ["ulimit.memlock", "memlock"],
  ["LimitNOFILE", "nofile"],
  ["DefaultLimitMEMLOCK", "memlock"],
  ["* soft nofile", "nofile"],
  ["@docker hard nproc", "nproc"],
])("%s belongs to limits", (text, name) => {
  expect(otherSection(text)?.help).toBe(
    `write it in the section \`limits\`, as \`${name}\``,
  );
});

test.each([
  "swappiness",
  "net.core.somaxcon",
  "kernel.panik",
  "net.ipv4.tcp_memm",
  "fs.file-maxx",
  "",
])("%j belongs to sysctl", (text) => {
  expect(otherSection(text)).toBeUndefined();
});

test("a key of /sys is found where it is written", () => {
  const { findings } = compiled(`version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      block.sda.queue.scheduler: none # The disk sorts requests
      /proc/sys/vm/swappiness: 10 # Keep pages of programs
`);
  expect(findings.map(({ line, rule, help }) => [line, rule, help])).toEqual([
    [
      6,
      "unknown-key",
      "write it in the section `sysfs`, as `block/sda/queue/scheduler`",
    ],
    [7, "malformed-key", "write `vm.swappiness`"],
  ]);
});
