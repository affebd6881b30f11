import { compare } from "../../core/diagnostic.js";
import { possessive } from "../../core/possessive.js";
import type { Workload } from "../../language/model.js";
import { isPodSysctl, isSafe } from "../../platform/component/kubernetes.js";
import type { Allowance } from "../../settings/allowance.js";
import type { Machine } from "../../settings/kind.js";
import { companionOf } from "./companion.js";

/**
 * Adds the sysctls that the node's workloads require to the allow-list of its kubelet, and the distribution's own list
 * where the new one would replace it. Sorted by pattern.
 */
export function deriveAllowances(
  written: readonly Allowance[],
  role: string,
  workloads: Iterable<Workload>,
  { facts, platform }: Machine,
): readonly Allowance[] {
  if (platform.hasKubelet !== true) return [];
  const needed = new Map<string, Allowance>();
  const allow = (allowance: Allowance): void => {
    const before = needed.get(allowance.id);
    const because = new Set([...(before?.because ?? []), ...allowance.because]);
    needed.set(allowance.id, {
      ...(before !== undefined && before.from.length > 0 ? before : allowance),
      because: [...because],
    });
  };
  for (const workload of workloads) {
    if (workload.roles?.some(({ name }) => name === role) === false) continue;
    for (const sysctl of workload.settings.podSysctl) {
      const { id } = sysctl;
      if (isPodSysctl(id) && !isSafe(id, facts.kubernetes))
        allow(companion(id, sysctl, `workload ${workload.owner.name}`));
    }
  }
  for (const allowance of written) allow(allowance);
  const [first] = needed.values();
  if (first === undefined) return [];
  const whose = possessive(platform.distributionLabel);
  for (const own of platform.ownAllowances ?? [])
    allow(
      companion(own, first, `${whose} default, which the flag would replace`),
    );
  return [...needed.values()].sort((a, b) => compare(a.id, b.id));
}

function companion(
  id: string,
  cause: Parameters<typeof companionOf>[0],
  because: string,
): Allowance {
  return {
    ...companionOf(cause, id),
    value: true,
    because: [because],
  };
}
