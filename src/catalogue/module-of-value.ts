/**
 * The modules that a value needs, where the key itself is always there.
 * Source: net/sched/sch_api.c and net/ipv4/tcp_cong.c ask for `sch_<name>` and `tcp_<name>`; what every
 * measured kernel has built in needs none.
 */
const builtIn: Readonly<Record<string, ReadonlySet<string>>> = {
  "net.core.default_qdisc": new Set([
    "pfifo_fast",
    "pfifo",
    "bfifo",
    "noqueue",
    "mq",
  ]),
  "net.ipv4.tcp_congestion_control": new Set(["cubic", "reno"]),
};

const prefixes: Readonly<Record<string, string>> = {
  "net.core.default_qdisc": "sch_",
  "net.ipv4.tcp_congestion_control": "tcp_",
};

/** `sch_fq` for `net.core.default_qdisc: fq`; undefined where no module is needed. */
export function moduleOfValue(id: string, value: string): string | undefined {
  const prefix = Object.hasOwn(prefixes, id) ? prefixes[id] : undefined;
  if (
    prefix === undefined ||
    builtIn[id]?.has(value) === true ||
    !/^[\w-]+$/u.test(value)
  )
    return undefined;
  return prefix + value;
}
