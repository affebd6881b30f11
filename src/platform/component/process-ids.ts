import type { NodeFacts } from "../../core/facts.js";

/** The key that limits the process IDs of a node, and so its processes and threads. */
export const PID_MAX = "kernel.pid_max";

/** The most that a 64-bit kernel accepts: PID_MAX_LIMIT of include/linux/threads.h. */
const MOST = 4_194_304n;

/** What the system has beside its pods: the kernel's default for a machine without any, PID_MAX_DEFAULT of the same file. */
export const SYSTEM_PIDS = 32_768n;

/**
 * Returns how many process IDs the pods of a node may take together, at most what the kernel has; undefined unless the
 * facts state both the number of pods and the limit of each.
 * Source: https://kubernetes.io/docs/concepts/policy/pid-limiting/ (fewer than 250 pods of 1000 processes for 262144)
 */
export function podPids({
  maxPods,
  podPidsLimit,
}: Pick<NodeFacts, "maxPods" | "podPidsLimit">): bigint | undefined {
  if (maxPods === undefined || podPidsLimit === undefined) return undefined;
  return capped(BigInt(maxPods) * BigInt(podPidsLimit));
}

/** Returns the value of the key that has room for the pods and the system. */
export function pidMaxFor(pods: bigint): bigint {
  return capped(pods + SYSTEM_PIDS);
}

function capped(ids: bigint): bigint {
  return ids < MOST ? ids : MOST;
}
