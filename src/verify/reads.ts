import { alternateOf } from "../catalogue/alternate-keys.js";
import { keyOf } from "../core/key.js";
import type { Reads } from "../live/reads.js";
import { proxyFields } from "../platform/component/proxy-fields.js";
import type { NodePlan, WorkloadPlan } from "../plan/types.js";
import type { ProxySetting } from "../settings/kube-proxy.js";
import { filesOf } from "./files.js";
import { interruptReads } from "./interrupt-reads.js";
import { kindTest } from "./kinds.js";
import { findKey } from "../catalogue/lookup.js";

/**
 * Lists what must be read of a node to compare it.
 * @param only the sections to compare; by default all
 */
export function readsOf(node: NodePlan, only?: readonly string[]): Reads {
  const isWanted = kindTest(only);
  const { limit, limitService } = node.settings;
  const sysctl = isWanted("sysctl") ? node.settings.sysctl : [];
  const proxy = isWanted("kubeProxy") ? node.settings.kubeProxy : [];
  const interrupts = interruptReads(
    isWanted("interrupts") ? node.settings.interrupts : [],
  );
  const module = isWanted("module") ? node.settings.module : [];
  return {
    sysctls: [
      ...sysctl.flatMap(({ id, key, value }) => {
        if (value === undefined) return [];
        // A write of either of two such keys sets the other to 0: what was in force shows in both.
        const alternate = alternateOf(id);
        return alternate === undefined
          ? [key]
          : [key, keyOf(alternate.split("."))];
      }),
      ...[...new Set(proxy.flatMap(proxyKey))].map((id) =>
        keyOf(id.split(".")),
      ),
      ...interrupts.sysctls,
    ],
    modules: [
      ...new Set([
        ...module.map(({ id }) => id),
        ...sysctl.flatMap(({ key }) => findKey(key)?.module ?? []),
      ]),
    ],
    files: [
      ...new Set([
        ...filesOf(node)
          .filter(({ kind }) => isWanted(kind))
          .map(({ path }) => path),
        ...interrupts.files,
      ]),
    ],
    interfaces: interrupts.interfaces,
    services:
      limit.length === 0 || !isWanted("limit")
        ? []
        : limitService.map(({ id }) => id),
  };
}

/** The sysctl that kube-proxy sets by a setting, for `capture`: without the setting, it may keep that value. */
function proxyKey({ id, value }: ProxySetting): readonly string[] {
  const { sysctl, leave } = proxyFields[id];
  return sysctl === undefined || value === leave ? [] : [sysctl];
}

/** Lists what must be read in a pod of a workload. */
export function podReadsOf({ sysctls }: WorkloadPlan): Reads {
  return {
    sysctls: sysctls.map(({ key }) => key),
    files: [],
    modules: [],
    services: [],
    interfaces: [],
  };
}
