import type { NodeFacts } from "../../core/facts.js";
import type { ConntrackWriter } from "../../core/platform.js";
import { reachesPatch } from "../../core/release.js";
import { isAtLeast } from "../../core/version.js";
import { conntrackMaxIds } from "./proxy-fields.js";

/** The size that kube-proxy gives the connection-tracking table. Source: kubernetes 1.37.2, pkg/proxy/conntrack/sysctls.go. */

/** kube-proxy's default of `maxPerCore`. */
export const PER_CORE = 32_768n;
const LEAST = 131_072n;
/** From Kubernetes 1.36 on (kubernetes/kubernetes#137002). */
const MOST = 1_048_576n;

/** What the size of the table depends on. */
type TableFacts = Pick<NodeFacts, "cpus" | "kubernetes">;

/**
 * Computes the table size with kube-proxy's defaults, or another `maxPerCore`; undefined if it depends on a fact that is
 * not stated.
 */
export function defaultTableSize(
  { capsTable }: Pick<ConntrackWriter, "capsTable">,
  facts: TableFacts,
  perCore = PER_CORE,
): bigint | undefined {
  return tableSize({ capsTable }, facts, perCore, LEAST);
}

/**
 * Computes the table size with a `maxPerCore` above 0 and a `min`; undefined as above. If `maxPerCore` times the cores
 * exceeds the maximum, kube-proxy ignores `min` (pkg/proxy/conntrack/sysctls.go of 1.36, getConntrackMax).
 */
export function tableSize(
  { capsTable }: Pick<ConntrackWriter, "capsTable">,
  { cpus, kubernetes }: TableFacts,
  perCore: bigint,
  least: bigint,
): bigint | undefined {
  if (cpus === undefined) return undefined;
  const scaled = perCore * BigInt(cpus);
  const size = scaled > least ? scaled : least;
  if (!capsTable || scaled <= MOST) return size;
  const capped = isAtLeast(kubernetes, "1.36");
  if (capped === undefined) return undefined;
  return capped ? MOST : size;
}

/** Whether the defaults, or another `maxPerCore`, produce this table size on some number of cores. */
export function mayBeDefaultTableSize(
  size: bigint,
  perCore = PER_CORE,
): boolean {
  return size >= LEAST && size % perCore === 0n;
}

/**
 * Whether kube-proxy of a release also lowers a sysctl that is above its own value; undefined if not known. From 1.22
 * to 1.28 it only raises sysctls (kubernetes/kubernetes#103174, reverted by #120448). From 1.37.2 on, and in some patch
 * releases of 1.36, it only raises the table size (#142035).
 */
export function lowers(
  id: string,
  kubernetes: string | undefined,
): boolean | undefined {
  const raisesOnly =
    isAtLeast(kubernetes, "1.22") === true &&
    isAtLeast(kubernetes, "1.29") === false;
  if (kubernetes === undefined) return undefined;
  if (raisesOnly) return false;
  if (!conntrackMaxIds.includes(id)) return true;
  if (reachesPatch(kubernetes, "1.37.2") === true) return false;
  return isAtLeast(kubernetes, "1.36") === true ? undefined : true;
}
