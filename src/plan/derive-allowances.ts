import { isPodSysctl, isSafe, patternFault } from "../platform/kubernetes.js";
import { possessive } from "../core/possessive.js";
import { compare, type Diagnostic, error } from "../core/diagnostic.js";
import type { Layer, Workload } from "../language/model.js";
import type { Machine } from "./machine.js";
import type { AllowedSysctl } from "./types.js";

/**
 * What a node's kubelet must allow: the unsafe sysctls of the workloads that may run there, and what the layers
 * add. Where the flag would replace the distribution's own list, that list is named again. Sorted by pattern.
 */
export function deriveAllowances(
  role: string,
  layers: readonly Layer[],
  workloads: Iterable<Workload>,
  { facts, platform }: Machine,
  faults: Diagnostic[],
): readonly AllowedSysctl[] {
  if (platform.hasKubelet !== true) return [];
  const because = new Map<string, string[]>();
  const allow = (pattern: string, reason: string): void => {
    const reasons = because.get(pattern) ?? [];
    if (!reasons.includes(reason)) reasons.push(reason);
    because.set(pattern, reasons);
  };
  for (const workload of workloads) {
    if (
      workload.roles !== undefined &&
      !workload.roles.some(({ name }) => name === role)
    )
      continue;
    for (const { key } of workload.sysctls) {
      if (isPodSysctl(key.id) && !isSafe(key.id, facts.kubernetes)) {
        allow(key.id, `workload ${workload.owner.name}`);
      }
    }
  }
  for (const layer of layers) {
    for (const { pattern, origin } of layer.settings.allowance) {
      const fault = patternFault(pattern);
      if (fault === undefined) {
        allow(
          pattern.replaceAll("/", "."),
          `${origin.owner.kind} ${origin.owner.name}`,
        );
      } else {
        faults.push(
          error("malformed-allowance", origin.span, `\`${pattern}\` ${fault}`, {
            why: "a kubelet does not start with such a pattern on its list",
            help: "write an exact name, or a prefix that ends in `*`, such as net.ipv4.tcp_*",
          }),
        );
      }
    }
  }
  if (because.size > 0) {
    for (const own of platform.ownAllowances ?? [])
      allow(
        own,
        `${possessive(platform.distributionLabel)} own default, which the flag would replace`,
      );
  }
  return [...because]
    .sort(([a], [b]) => compare(a, b))
    .map(([pattern, reasons]) => ({ pattern, because: reasons }));
}
