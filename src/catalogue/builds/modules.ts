import { buildModules } from "../data/builds.js";
import type { KernelBuild } from "../../core/kernel-build.js";

/** How a build has a part of the kernel. */
export type Supply = "built in" | "module" | "absent";

let options: ReadonlyMap<string, string> | undefined;

/** The option of each module that is in the table. */
function optionsByModule(): ReadonlyMap<string, string> {
  options ??= new Map(
    buildModules.split("\n").map((line) => {
      const [name = "", option = ""] = line.split("\t");
      return [name, option];
    }),
  );
  return options;
}

/**
 * Tells how a build has a module (`nf_conntrack`; `-` and `_` are the same); undefined if the table does not know it.
 * Source: the Makefiles of Linux 5.10 to 7.2, in `catalogue/builds/modules.tsv`.
 */
export function moduleIn(build: KernelBuild, name: string): Supply | undefined {
  const option = moduleOption(name);
  switch (option === undefined ? undefined : build.option(option)) {
    case "y":
      return "built in";
    case "m":
      return "module";
    case "n":
      return "absent";
    default:
      return undefined;
  }
}

/** Returns the option that builds a module, without `CONFIG_`: `NF_CONNTRACK` for `nf_conntrack`. */
export function moduleOption(name: string): string | undefined {
  const all = optionsByModule();
  return all.get(name) ?? all.get(name.replaceAll("-", "_"));
}

/** net/ipv4/tcp_cong.c: always there. */
const builtInControls = ["reno"];
/** net/sched/sch_generic.c, sch_fifo.c and sch_mq.c: always there with CONFIG_NET_SCHED; the first two also without. */
const builtInDisciplines = ["noqueue", "pfifo_fast", "pfifo", "bfifo", "mq"];

/** Tells how a build has a TCP congestion control, such as `bbr`; undefined if the table does not know it. */
export function congestionControlIn(
  build: KernelBuild,
  name: string,
): Supply | undefined {
  return builtInControls.includes(name)
    ? "built in"
    : moduleIn(build, `tcp_${name}`);
}

/** Tells how a build has a queue discipline, such as `fq`; undefined if the table does not know it. */
export function queueDisciplineIn(
  build: KernelBuild,
  name: string,
): Supply | undefined {
  return builtInDisciplines.includes(name)
    ? "built in"
    : moduleIn(build, `sch_${name}`);
}

/**
 * Lists the TCP congestion controls that a build is known to have, built in or as modules. A name that is not listed
 * is absent only if `congestionControlIn` says so.
 */
export function congestionControls(build: KernelBuild): ReadonlySet<string> {
  return supplied(build, "tcp_", builtInControls);
}

/**
 * Lists the queue disciplines that a build is known to have, built in or as modules. A name that is not listed is
 * absent only if `queueDisciplineIn` says so.
 */
export function queueDisciplines(build: KernelBuild): ReadonlySet<string> {
  return supplied(build, "sch_", builtInDisciplines);
}

function supplied(
  build: KernelBuild,
  prefix: string,
  always: readonly string[],
): ReadonlySet<string> {
  const names = [...optionsByModule().keys()]
    .filter((name) => name.startsWith(prefix))
    .filter((name) => {
      const supply = moduleIn(build, name);
      return supply === "built in" || supply === "module";
    })
    .map((name) => name.slice(prefix.length));
  return new Set([...always, ...names]);
}
