import { compare, type Diagnostic } from "../core/diagnostic.js";
import type { Origin } from "../core/written.js";
import type { KernelWords, LimitRange } from "../language/model-system.js";
import type { RankedLayer } from "./derive-modules.js";
import { type NamedSetting, resolveNamed } from "./named.js";

export type Limit = NamedSetting<"limit", LimitRange>;
export type SysfsSetting = NamedSetting<"sysfs", string>;
export type KernelArgument = NamedSetting<"kernel-argument", KernelWords>;

/** A systemd service that gets the limits too. */
export interface LimitService {
  readonly name: string;
  readonly from: readonly Origin[];
}

/** What a node has beside sysctls and modules. */
export interface SystemPlan {
  /** Sorted by item. */
  readonly limits: readonly Limit[];
  /** Sorted by name: the services of all layers, for sets unite. */
  readonly limitServices: readonly LimitService[];
  readonly sysfs: readonly SysfsSetting[];
  readonly kernelArgs: readonly KernelArgument[];
}

const nothing: SystemPlan = Object.freeze({
  limits: [],
  limitServices: [],
  sysfs: [],
  kernelArgs: [],
});

/** Resolves limits, sysfs and kernel arguments of one node. */
export function resolveSystem(
  layers: readonly RankedLayer[],
  faults: Diagnostic[],
): SystemPlan {
  // Most nodes have none of it.
  if (!layers.some(({ layer }) => hasSystemSettings(layer))) return nothing;
  const limits = resolveNamed("limit", layers, (layer) => layer.limits, faults);
  return Object.freeze({
    limits: [...limits].sort((a, b) => compare(a.id, b.id)),
    limitServices: services(layers),
    sysfs: resolveNamed("sysfs", layers, (layer) => layer.sysfs, faults),
    kernelArgs: resolveNamed(
      "kernel-argument",
      layers,
      (layer) => layer.kernelArgs,
      faults,
    ),
  });
}

/** Whether a layer sets anything beside sysctls and modules. */
export function hasSystemSettings({
  limits,
  limitServices,
  sysfs,
  kernelArgs,
}: RankedLayer["layer"]): boolean {
  return (
    limits.length + limitServices.length + sysfs.length + kernelArgs.length > 0
  );
}

function services(layers: readonly RankedLayer[]): readonly LimitService[] {
  const from = new Map<string, Origin[]>();
  for (const { layer } of layers) {
    for (const { name, origin } of layer.limitServices) {
      const others = from.get(name);
      if (others === undefined) from.set(name, [origin]);
      else others.push(origin);
    }
  }
  return [...from]
    .map(([name, origins]) => ({ name, from: origins }))
    .sort((a, b) => compare(a.name, b.name));
}
