import type { Reporter } from "../core/report.js";
import type { Layer, Spec } from "../language/model.js";
import { byKind } from "../settings/by-kind.js";
import type { Machine } from "../settings/kind.js";
import {
  type NodeKind,
  nodeKindNames,
  nodeKinds,
  type NodeSettings,
  type SettingOf,
  type SettingsOf,
} from "../settings/registry.js";
import { checkFlowsOwner } from "./check-flows-owner.js";
import { deriveAllowances } from "./derive/allowances.js";
import { deriveConntrack } from "./derive/conntrack.js";
import { deriveKubeletKeys } from "./derive/kubelet-keys.js";
import { deriveLowered } from "./derive/lowered.js";
import { deriveModules } from "./derive/modules.js";
import { derivePidMax } from "./derive/pid-max.js";
import { deriveReservedPorts } from "./derive/reserved-ports.js";
import { withPriorities } from "./nix-priorities.js";
import { resolveKind } from "./resolve-kind.js";

/** A layer of a node, and its precedence: the top of the spec -1, profiles 0, the role 1, the host 2. */
export interface RankedLayer {
  readonly layer: Layer;
  readonly level: number;
}

/**
 * Resolves the settings of one node, and adds their companions.
 *
 * @param layers the lowest level first
 * @param role the name of the role, to which workloads refer
 */
export function resolveNode(
  layers: readonly RankedLayer[],
  role: string,
  machine: Machine,
  spec: Spec,
  reporter: Reporter,
): NodeSettings {
  const written = resolveKinds(nodeKindNames, layers, machine, reporter);
  const { platform } = machine;
  const withPorts = deriveReservedPorts(written.sysctl, platform);
  const withKubelet = deriveKubeletKeys(withPorts, layers, machine, spec);
  const sysctl = withPriorities(
    derivePidMax(withKubelet, layers, machine, spec),
    layers,
  );
  checkFlowsOwner(written.interrupts, sysctl, reporter);
  const settings = {
    ...written,
    sysctl,
    module: deriveModules(written.module, sysctl, machine),
    allowance: deriveAllowances(
      written.allowance,
      role,
      spec.workloads.values(),
      machine,
    ),
    kubeProxy: deriveConntrack(written.kubeProxy, sysctl, platform, reporter),
  };
  return Object.freeze(deriveLowered(settings, reporter));
}

function resolveKinds<K extends NodeKind>(
  names: readonly K[],
  layers: readonly RankedLayer[],
  machine: Machine,
  reporter: Reporter,
): SettingsOf<K> {
  const resolve = <Each extends K>(name: Each): readonly SettingOf<Each>[] =>
    resolveKind(
      nodeKinds[name],
      layers.map(({ layer, level }) => ({
        layer,
        level,
        settings: layer.settings[name],
      })),
      machine,
      reporter,
    );
  return byKind(names, resolve);
}
