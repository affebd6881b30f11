import type { Write, Writer } from "../../core/platform.js";
import { integerIn } from "../replacement.js";

const WHO = "Cilium's bandwidth manager";

/** Raised to these values if they are lower; higher values are kept. */
const floors: ReadonlyMap<string, bigint> = new Map([
  ["net.core.netdev_max_backlog", 1000n],
  ["net.core.somaxconn", 4096n],
  ["net.ipv4.tcp_max_syn_backlog", 4096n],
]);

/** Returns the keys that it sets whatever their existing value. */
function settingsOf(bbr: boolean): ReadonlyMap<string, string> {
  return new Map([
    ["net.core.default_qdisc", "fq"],
    ["net.ipv4.tcp_congestion_control", bbr ? "bbr" : "cubic"],
    ...(bbr ? ([["net.ipv4.tcp_slow_start_after_idle", "0"]] as const) : []),
  ]);
}

/** Cilium's bandwidth manager, which resets sysctls of the node when the Cilium agent starts. */
export const bandwidthManager: Writer = {
  source:
    "cilium/cilium 1.17.0 and 1.20.2, pkg/datapath/linux/bandwidth/bandwidth.go, setBaselineSysctls",
  runsOn: ({ platform, bandwidthManager: manager }) =>
    manager === undefined ? false : platform.runsCilium,
  keys: new Set([...floors.keys(), ...settingsOf(true).keys()]),
  anywhere: (id) => write(id, false),
  on: (id, { bandwidthManager: manager }) => write(id, manager?.bbr === true),
};

function write(id: string, bbr: boolean): Write | undefined {
  const floor = floors.get(id);
  if (floor !== undefined)
    return {
      who: WHO,
      does: `raises it to ${floor} if it is lower`,
      replaces: (value) => {
        const number = integerIn(value);
        return number === undefined || number >= floor
          ? undefined
          : { value: String(floor) };
      },
    };
  const wanted = settingsOf(bbr).get(id);
  return wanted === undefined
    ? undefined
    : {
        who: WHO,
        does: `sets ${wanted}, whatever the existing value`,
        replaces: (value) => (value === wanted ? undefined : { value: wanted }),
      };
}
