import { collectorScript } from "../../src/live/collector.js";
import { slashed } from "../../src/core/key.js";
import { readsOf } from "../../src/verify/reads.js";
import { nodeOf, planOf } from "../support/compile.js";
import { type Loader, loaders, shellCommand } from "../support/loaders.js";
import { fileOf } from "../support/own-tuning.js";
import { programPath } from "../support/programs.js";

/** Keys that no network namespace has, of the machine that test/support/qemu.ts starts. */
export const plan = planOf(`version: 1
roles:
  web:
    node:
      { os: linux, distro: debian-12, kernel: "6.1", memory: 512MiB, cpus: 1 }
    sysctl:
      vm.swappiness: 10
      vm.max_map_count: 262144
      vm.min_free_kbytes: 8192 # Follows the exact memory, which nobody states
      vm.lowmem_reserve_ratio: [256, 256, 64, 0, 0]
      vm.dirty_bytes: 64MiB # Sets vm.dirty_ratio to 0
      vm.dirty_background_ratio: 5
      vm.overcommit_ratio: 80
      vm.nr_hugepages: 4
      fs.aio-max-nr: 1048576
      fs.file-max: 400000
      fs.inotify.max_user_instances: 8192
      fs.inotify.max_user_watches: 524288
      fs.mqueue.msgsize_max: 65536
      fs.nr_open: 2097152
      fs.pipe-max-size: 3000000 # Rounded up to a power of two
      fs.protected_regular: 1
      kernel.core_pattern: /var/crash/core.%p %e
      kernel.kexec_load_disabled: 1 # No way back
      kernel.keys.maxkeys: 2000
      kernel.panic: 10
      kernel.perf_event_max_sample_rate: 50000
      kernel.pid_max: 131072
      kernel.printk: [3, 4, 1, 3]
      kernel.randomize_va_space: 1
      kernel.sched_deadline_period_min_us: 5000000 # Above the maximum of before
      kernel.sched_deadline_period_max_us: 8388608
      kernel.sched_rr_timeslice_ms: 33 # Rounded up to ticks
      kernel.sched_rt_runtime_us: 1900000 # Above the period of before
      kernel.sched_rt_period_us: 2000000
      kernel.sem: [250, 32000, 100, 128]
      kernel.shmmax: 16GiB
      kernel.yama.ptrace_scope: 3 # No way back
    sysfs:
      kernel/mm/transparent_hugepage/defrag: never
    kernelArgs: { mitigations: auto }
`);

export const node = nodeOf(plan, "web");

const reads = readsOf(node);
export const defrag = "/sys/kernel/mm/transparent_hugepage/defrag";

/** An absolute path, and a value. */
type Write = readonly [string, string];

/** What systemd and Debian 12 set at boot, which the machine does in their place. */
const byTheSystem: readonly Write[] = [
  ["/proc/sys/fs/protected_fifos", "1"],
  ["/proc/sys/fs/protected_regular", "2"],
  ["/proc/sys/fs/file-max", "9223372036854775807"],
  ["/proc/sys/kernel/pid_max", "4194304"],
];

/** What someone had set before the tuning. */
const bySomeone: readonly Write[] = [
  ["/proc/sys/vm/swappiness", "33"],
  ["/proc/sys/vm/min_free_kbytes", "4321"],
  ["/proc/sys/vm/lowmem_reserve_ratio", "200 200 20 0 0"],
  ["/proc/sys/vm/dirty_background_bytes", "33554432"],
  ["/proc/sys/vm/overcommit_kbytes", "100000"],
  ["/proc/sys/vm/nr_hugepages", "2"],
  ["/proc/sys/fs/pipe-max-size", "70000"],
  ["/proc/sys/kernel/core_pattern", "|/bin/true '%p' %E"],
  ["/proc/sys/kernel/panic", "5"],
  ["/proc/sys/kernel/printk", "2 5 1 6"],
  ["/proc/sys/kernel/sched_rt_runtime_us", "-1"],
  ["/proc/sys/kernel/sched_rr_timeslice_ms", "9"],
  ["/proc/sys/kernel/sem", "300 40000 50 200"],
  [defrag, "defer"],
];

/** Others than the tuning's, after it: a default of the kernel, one of systemd, and one field. */
const drift: readonly Write[] = [
  ["/proc/sys/vm/max_map_count", "65530"],
  ["/proc/sys/kernel/pid_max", "4194304"],
  ["/proc/sys/kernel/sem", "250 32000 32 128"],
];

/** Keys that the kernel sets to 0 when the tuning sets the other key of their pair. */
export const alternates = [
  "dirty_ratio",
  "dirty_background_bytes",
  "overcommit_kbytes",
].map((name) => `/proc/sys/vm/${name}`);

/** What the tuning sets, and what its writes change. */
const shown = new Set([
  ...reads.sysctls.map((key) => `/proc/sys/${slashed(key)}`),
  ...alternates,
  defrag,
]);

/** A file that undoes the tuning, and what applies it. */
interface Way {
  readonly name: string;
  readonly file: "old-values.conf" | "old-values.sh";
  readonly command: string;
}

export const ways: readonly Way[] = [
  ...loaders.map((loader): Way => ({
    name: loader.name,
    file: "old-values.conf",
    command: shellCommand(inside(loader), { strict: true }),
  })),
  { name: "busybox sh", file: "old-values.sh", command: "sh" },
  { name: "dash", file: "old-values.sh", command: "/bin/dash" },
];

export const programs: readonly string[] = [
  ...loaders.map((loader) => inside(loader).program),
  "/bin/dash",
];

/** With its whole path, since a shell inside takes a bare name for a command of busybox. */
function inside(loader: Loader): Loader {
  return { ...loader, program: programPath(loader.program) ?? loader.program };
}

/** The files that the scripts below read. */
export const files: Readonly<Record<string, string>> = {
  "/tuning.conf": fileOf(plan, node, "sysctl.d"),
  "/collect": collectorScript(reads),
};

/** Gathers the node before the tuning, with it, and after some of it was overridden. */
export const collecting = [
  ...writes([...byTheSystem, ...bySomeone]),
  ...collect("before"),
  ...tune("tuning"),
  ...collect("tuned"),
  ...writes(drift),
  ...collect("drifted"),
].join("\n");

/**
 * Shows what there is, tunes, undoes and shows again, in each way: first with what a node has by itself, and then with
 * what someone had set. Files: `/computed/NAME` and `/captured/NAME`.
 */
export const undoing = [
  ...writes(byTheSystem),
  ...show("computed"),
  ...ways.flatMap((way) => undo(way, "computed")),
  ...writes(bySomeone),
  ...show("captured"),
  ...ways.flatMap((way) => undo(way, "captured")),
].join("\n");

function undo(
  { name, file, command }: Way,
  origin: "computed" | "captured",
): readonly string[] {
  return [
    // The file of sysctl.d(5) has undone nothing below /sys.
    `echo defer > ${defrag}`,
    ...tune(`${origin} ${name} tuning`),
    ...show(`${origin} ${name} tuned`),
    `echo "@@ ${origin} ${name} undoing"`,
    `${command} /${origin}/${file}`,
    'echo "status $?"',
    ...show(`${origin} ${name} undone`),
  ];
}

function writes(all: readonly Write[]): readonly string[] {
  return all.map(([path, value]) => `echo "${value}" > ${path}`);
}

function collect(name: string): readonly string[] {
  return [`echo "@@ ${name}"`, "sh /collect"];
}

function tune(name: string): readonly string[] {
  return [
    `echo "@@ ${name}"`,
    "/usr/lib/systemd/systemd-sysctl --strict /tuning.conf",
    'echo "status $?"',
    `echo never > ${defrag}`,
  ];
}

function show(name: string): readonly string[] {
  return [`echo "@@ ${name}"`, `grep -H "" ${[...shown].join(" ")}`];
}

/** The values by path, of what `show` printed. */
export function valuesIn(text = ""): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([^:\n]+):(.*)$/gmu)].map(
      ([, path = "", value = ""]) => [path, value.replaceAll("\t", " ")],
    ),
  );
}
