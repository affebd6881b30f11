/** A default computed from the number of CPUs. */
type Formula = (cpus: number) => string;

const formulas: Readonly<Record<string, Formula>> = {
  // kernel/pid.c pid_idr_init()
  "kernel.pid_max": (cpus) =>
    String(Math.min(Math.max(32768, 1024 * cpus), 4194304)),
  "kernel.watchdog_cpumask": cpuList,
  "net.core.flow_limit_cpu_bitmap": noCpus,
  "net.core.rps_default_mask": noCpus,
  "net.ipv4.vs.est_cpulist": cpuList,
  // kernel/sched/fair.c update_sysctl()
  "kernel.sched_latency_ns": (cpus) => scheduling(cpus, 6000000),
  "kernel.sched_min_granularity_ns": (cpus) => scheduling(cpus, 750000),
  "kernel.sched_wakeup_granularity_ns": (cpus) => scheduling(cpus, 1000000),
};

function cpuList(cpus: number): string {
  return cpus === 1 ? "0" : `0-${String(cpus - 1)}`;
}

/** An empty mask, with a digit for each four CPUs and a comma after each 32: lib/vsprintf.c bitmap_string(). */
function noCpus(cpus: number): string {
  const digits = "0".repeat(Math.ceil(cpus / 4));
  return digits.replaceAll(/0(?=(?:0{8})+$)/gu, "0,");
}

/** Grows with the logarithm of the CPUs, of which eight count. */
function scheduling(cpus: number, unit: number): string {
  return String(unit * (1 + Math.floor(Math.log2(Math.min(cpus, 8)))));
}

/** Returns the formula of a default that depends on the number of CPUs; undefined for other keys. */
export function defaultByCpus(id: string): Formula | undefined {
  return Object.hasOwn(formulas, id) ? formulas[id] : undefined;
}
