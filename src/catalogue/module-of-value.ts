import { own } from "../core/own.js";

/**
 * The values that every kernel with the key has, as parts of the kernel itself.
 * Source: net/sched/sch_generic.c, sch_fifo.c and sch_mq.c; net/ipv4/tcp_cong.c.
 */
const builtIn: Readonly<Record<string, ReadonlySet<string>>> = {
  "net.core.default_qdisc": new Set([
    "pfifo_fast",
    "pfifo",
    "bfifo",
    "noqueue",
    "mq",
  ]),
  "net.ipv4.tcp_congestion_control": new Set(["reno"]),
};

const prefixes: Readonly<Record<string, string>> = {
  "net.core.default_qdisc": "sch_",
  "net.ipv4.tcp_congestion_control": "tcp_",
};

/**
 * Every kernel of the builds table has these built in. Where the build is not known they need not be loaded.
 * Source: catalogue/builds/kernels.tsv.
 */
export const usuallyBuiltIn: ReadonlySet<string> = new Set(["tcp_cubic"]);

/**
 * Returns the module that provides a value: `sch_fq` for `net.core.default_qdisc: fq`; undefined where every kernel has
 * the value.
 * Source: net/sched/sch_api.c and net/ipv4/tcp_cong.c ask for `sch_<name>` and `tcp_<name>`.
 */
export function moduleOfValue(id: string, value: string): string | undefined {
  const prefix = Object.hasOwn(prefixes, id) ? prefixes[id] : undefined;
  if (
    prefix === undefined ||
    own(builtIn, id)?.has(value) === true ||
    !/^[\w-]+$/u.test(value)
  )
    return undefined;
  return prefix + value;
}
