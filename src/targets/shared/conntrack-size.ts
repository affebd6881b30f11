import { listOf } from "../../core/list-of.js";
import type { NodePlan } from "../../plan/types.js";
import type { ProxySetting } from "../../settings/kube-proxy.js";
import { fieldDefaults } from "../../platform/component/proxy-fields.js";
import { tableSize } from "../../platform/component/conntrack-table.js";
import { listed } from "./comments.js";

/**
 * Names the size of the connection-tracking table that follows from kube-proxy's settings on each node, at the first of
 * the two settings that decide it. Empty for other settings, where kube-proxy keeps the node's own size, and where the
 * number of cores is unknown.
 *
 * @param settings all settings of the file
 * @param nodes the nodes that the file is for; a host is named where it differs from its role
 */
export function sizeNotes(
  setting: ProxySetting,
  settings: readonly ProxySetting[],
  nodes: readonly NodePlan[],
): readonly string[] {
  const first = settings.find(({ id }) => id === "maxPerCore" || id === "min");
  if (setting !== first) return [];
  const perCore = numberOf("maxPerCore", settings);
  const least = numberOf("min", settings);
  if (perCore === 0n) return [];
  const ofRole = new Map<string, string>();
  const names = new Map<string, string[]>();
  for (const node of nodes) {
    if (node.facts.cpus === undefined) continue;
    const size = sizeText(node, perCore, least);
    if (node.kind === "role") ofRole.set(node.name, size);
    else if (ofRole.get(node.role) === size) continue;
    listOf(names, size).push(nodeText(node));
  }
  return [...names].map(
    ([size, of]) => `nf_conntrack_max becomes ${size} on ${listed(of)}.`,
  );
}

function sizeText(
  { facts, platform }: NodePlan,
  perCore: bigint,
  least: bigint,
): string {
  const capsTable = platform.conntrackWriter?.capsTable ?? true;
  const size = tableSize({ capsTable }, facts, perCore, least);
  const before = tableSize({ capsTable: false }, facts, perCore, least);
  if (size !== undefined)
    return size === before
      ? String(size)
      : `${size}, kube-proxy's maximum since Kubernetes 1.36,`;
  return `${before} (1048576 since Kubernetes 1.36)`;
}

function nodeText({ kind, name, facts: { cpus } }: NodePlan): string {
  return `${kind} ${name} (${cpus} ${cpus === 1 ? "core" : "cores"})`;
}

function numberOf(
  field: "maxPerCore" | "min",
  settings: readonly ProxySetting[],
): bigint {
  const written = settings.find((each) => each.id === field)?.value;
  const value = written ?? fieldDefaults[field] ?? "0";
  return /^\d+$/u.test(value) ? BigInt(value) : 0n;
}
