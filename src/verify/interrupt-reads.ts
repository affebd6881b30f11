import { keyOf, type SysctlKey } from "../core/key.js";
import type { Reads } from "../live/reads.js";
import type { Interrupts } from "../settings/interrupts/index.js";

/** The table of flows of the node, which `rfs` sizes. */
export const FLOWS: SysctlKey = keyOf(["net", "core", "rps_sock_flow_entries"]);

/** The CPUs that are online, below /sys. */
export const ONLINE = "devices/system/cpu/online";

/** A file of each receive queue of the interfaces that a pattern matches, below /sys. */
export function queueFile(
  pattern: string,
  name: "rps_cpus" | "rps_flow_cnt",
): string {
  return `class/net/${pattern}/queues/rx-*/${name}`;
}

/** Lists what must be read of a node to compare its interrupts and the steering of received packets. */
export function interruptReads(
  settings: readonly Interrupts[],
): Pick<Reads, "sysctls" | "files" | "interfaces"> {
  return {
    sysctls: settings.some(({ value: { rfs } }) => isSet(rfs)) ? [FLOWS] : [],
    files: settings.flatMap(({ interfaces, value: { affinity, rps, rfs } }) => [
      ...(isSet(affinity) || isSet(rps) ? [ONLINE] : []),
      ...interfaces.flatMap((pattern) => [
        ...(isSet(rps) ? [queueFile(pattern, "rps_cpus")] : []),
        ...(isSet(rfs) ? [queueFile(pattern, "rps_flow_cnt")] : []),
      ]),
    ]),
    interfaces: settings.flatMap(({ interfaces, value: { affinity } }) =>
      isSet(affinity) ? interfaces : [],
    ),
  };
}

function isSet(field: { readonly value: unknown } | undefined): boolean {
  return field !== undefined && field.value !== null;
}
