import { expect, test } from "vitest";
import { defaultByCpus } from "../../src/catalogue/cpu-formulas.js";

test.each([
  ["kernel.pid_max", 1, "32768"],
  ["kernel.pid_max", 32, "32768"],
  ["kernel.pid_max", 33, "33792"],
  ["kernel.pid_max", 5000, "4194304"],
  ["kernel.watchdog_cpumask", 1, "0"],
  ["net.ipv4.vs.est_cpulist", 2, "0-1"],
  // As measured on 5.10; no more than eight CPUs count.
  ["kernel.sched_latency_ns", 1, "6000000"],
  ["kernel.sched_latency_ns", 2, "12000000"],
  ["kernel.sched_latency_ns", 4, "18000000"],
  ["kernel.sched_min_granularity_ns", 4, "2250000"],
  ["kernel.sched_wakeup_granularity_ns", 64, "4000000"],
  ["net.core.somaxconn", 2, undefined],
])("%s with %i CPUs is %s", (id, cpus, value) => {
  expect(defaultByCpus(id)?.(cpus)).toBe(value);
});
