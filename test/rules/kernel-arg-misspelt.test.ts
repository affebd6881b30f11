import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";

/** What is suggested for the arguments of a role. */
const hints = (args: string): readonly string[] =>
  compiled(`version: 1
roles:
  r:
    node: { os: linux }
    kernelArgs: { ${args} }
`)
    .findings.filter(({ rule }) => rule === "kernel-arg-misspelt")
    .map(
      ({ line = 0, column = 0, severity, help = "" }) =>
        `${line}:${column} ${severity}: ${help}`,
    );

test.each([
  ["transparent_hugepages: never", "transparent_hugepage"],
  ["mitigation: auto", "mitigations"],
  ["isolcpu: 2-3", "isolcpus"],
  ["nohz-fulll: 2-3", "nohz_full"],
  ["hugepagesize: 1G", "hugepagesz"],
  ["default_hugepagesize: 1G", "default_hugepagesz"],
  ["intel_iomu: on", "intel_iommu"],
  ["rcu_nocb: 2-3", "rcu_nocbs"],
  ["intel_idle.max_cstates: 1", "intel_idle.max_cstate"],
])("%s: %s", (args, name) => {
  expect(hints(args)).toEqual([`5:19 warning: did you mean \`${name}\`?`]);
});

test.each([
  "mitigations: auto",
  "systemd.unified_cgroup_hierarchy: 1",
  "rd.break: true",
  "net.ifnames: 0",
  "cgroup_enable: memory",
  "cgroup_memory: 1",
  "splash: true",
  "my_driver.option: 1",
  "talos.platform: metal",
  "numa-balancing: enable",
  "rw: true",
  "ab: 1",
  "completely_unknown_word: 1",
  "mitigation: null",
])("%s is not reported", (args) => {
  expect(hints(args)).toEqual([]);
});
