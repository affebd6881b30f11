import { findRemoved } from "../catalogue/lookup.js";
import { collectDiagnostics, type Reporter } from "../core/report.js";
import type { Acceptance, Reasons } from "../core/written.js";
import type { Layer, Spec } from "../language/model.js";
import { isInRelease } from "../settings/kube-proxy.js";
import { isInKernel } from "../settings/module.js";
import {
  hasAlgorithm,
  isPresent,
  missingCodes,
} from "../settings/sysctl/is-present.js";
import type { WrittenSysctl } from "../settings/sysctl/written.js";
import { isTooNew } from "./plan-cilium.js";
import type { NodePlan } from "./types.js";

const none: ReadonlyMap<string, Acceptance> = new Map();

/**
 * Finds what an `accept` of an error vouches for: the error would be reported without it. An `accept` in a place that no
 * node has counts as used, because it depends on the node.
 */
export function usedAcceptances(
  spec: Spec,
  nodes: readonly NodePlan[],
): ReadonlySet<Acceptance> {
  const { profiles, roles, hosts, workloads, cilium } = spec;
  const layers = [...profiles.values(), ...roles.values(), ...hosts.values()];
  return new Set([
    ...layers.flatMap((layer) =>
      [
        ...layer.settings.sysctl,
        ...layer.settings.kernelArgument.flatMap(({ sysctl }) => sysctl ?? []),
      ].flatMap((written) => usedBy(written, () => nodesWith(layer, nodes))),
    ),
    ...layers.flatMap((layer) => {
      const { kubeProxy, module } = layer.settings;
      const nodesOf = () => nodesWith(layer, nodes);
      return [
        ...usedByCheck(kubeProxy, isInRelease, nodesOf),
        ...usedByCheck(module, isInKernel, nodesOf),
      ];
    }),
    ...usedByCheck(spec.top.settings.kubeProxy, isInRelease, () => nodes),
    ...[...workloads.values()].flatMap((workload) =>
      workload.settings.podSysctl.flatMap((written) =>
        usedBy(written, () =>
          nodes.filter(
            ({ kind, name }) =>
              kind === "role" &&
              (workload.roles?.some((role) => role.name === name) ?? true),
          ),
        ),
      ),
    ),
    ...(cilium?.values ?? []).flatMap((written) => {
      const acceptance = written.accept.get("key-not-yet");
      return acceptance !== undefined && isTooNew(written, cilium?.version)
        ? [acceptance]
        : [];
    }),
  ]);
}

function nodesWith(
  { owner }: Layer,
  nodes: readonly NodePlan[],
): readonly NodePlan[] {
  return nodes.filter((node) =>
    node.layers.some(
      (layer) =>
        layer.owner.kind === owner.kind && layer.owner.name === owner.name,
    ),
  );
}

/** The acceptances that keep settings which a check would report, on any of the nodes that have them. */
function usedByCheck<Written extends Pick<Reasons, "accept">>(
  settings: readonly Written[],
  check: (written: Written, node: NodePlan, reporter: Reporter) => boolean,
  nodesOf: () => readonly NodePlan[],
): readonly Acceptance[] {
  return settings.flatMap((written) => {
    const { accept } = written;
    if (accept.size === 0) return [];
    const reporter = collectDiagnostics();
    for (const node of nodesOf())
      check({ ...written, accept: none }, node, reporter);
    return reporter.diagnostics.flatMap(({ code }) => accept.get(code) ?? []);
  });
}

/** The acceptances of a sysctl that keep it, on any of the nodes that have it. */
function usedBy(
  written: WrittenSysctl,
  nodesOf: () => readonly NodePlan[],
): readonly Acceptance[] {
  const { accept, known, key } = written;
  // Nearly every setting has none.
  if (accept.size === 0) return [];
  const accepted = (...codes: readonly string[]) =>
    codes.flatMap((code) => accept.get(code) ?? []);
  if (known === undefined) {
    return findRemoved(key.id) === undefined
      ? accepted("unknown-key", ...missingOn(written, nodesOf()))
      : accepted("unknown-key", "key-gone");
  }
  return accepted(...missingOn(written, nodesOf()));
}

/** The codes that an acceptance may name for a key that is missing on one of the nodes that have the setting. */
function missingOn(
  written: WrittenSysctl,
  nodes: readonly NodePlan[],
): readonly string[] {
  const reporter = collectDiagnostics();
  const unaccepted = { ...written, accept: none };
  for (const node of nodes) {
    if (!isPresent(unaccepted, node, reporter)) continue;
    const value = node.settings.sysctl.find(({ id }) => id === written.id);
    if (value?.value !== undefined)
      hasAlgorithm(unaccepted, value.value, node, reporter);
  }
  const isMissing = reporter.diagnostics.some(
    ({ code }) => code !== "read-only-key",
  );
  return nodes.length === 0 || isMissing ? missingCodes : [];
}
