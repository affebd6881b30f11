import { compare, type Diagnostic } from "../core/diagnostic.js";
import type { Origin } from "../core/written.js";
import type { SystemSettings } from "../language/model-system.js";
import type { KernelWords } from "../encode/kernel-arguments.js";
import type { LimitRange } from "../core/limits.js";
import type { RankedLayer } from "./derive-modules.js";
import { type NamedSetting, resolveNamed } from "./named.js";

export type Limit = NamedSetting<"limit", LimitRange>;
export type SysfsSetting = NamedSetting<"sysfs", string>;
export type KernelArgument = NamedSetting<"kernelArgument", KernelWords>;

/** A systemd service that gets the limits too. */
export interface LimitService {
  readonly name: string;
  readonly from: readonly Origin[];
}

/** What a node has beside sysctls and modules. */
export interface SystemPlan {
  /** Sorted by item. */
  readonly limit: readonly Limit[];
  /** Sorted by name: the services of all layers, for sets unite. */
  readonly limitService: readonly LimitService[];
  readonly sysfs: readonly SysfsSetting[];
  readonly kernelArgument: readonly KernelArgument[];
}

const nothing: SystemPlan = Object.freeze({
  limit: [],
  limitService: [],
  sysfs: [],
  kernelArgument: [],
});

/** Resolves limits, sysfs and kernel arguments of one node. */
export function resolveSystem(
  layers: readonly RankedLayer[],
  faults: Diagnostic[],
): SystemPlan {
  // Most nodes have none of it.
  if (!layers.some(({ layer }) => hasSystemSettings(layer.settings)))
    return nothing;
  const limits = resolveNamed("limit", layers, ({ limit }) => limit, faults);
  return Object.freeze({
    limit: [...limits].sort((a, b) => compare(a.id, b.id)),
    limitService: services(layers),
    sysfs: resolveNamed("sysfs", layers, ({ sysfs }) => sysfs, faults),
    kernelArgument: resolveNamed(
      "kernelArgument",
      layers,
      ({ kernelArgument }) => kernelArgument,
      faults,
    ),
  });
}

/** Whether a layer sets anything beside sysctls and modules. */
export function hasSystemSettings({
  limit,
  limitService,
  sysfs,
  kernelArgument,
}: SystemSettings): boolean {
  return (
    limit.length + limitService.length + sysfs.length + kernelArgument.length >
    0
  );
}

function services(layers: readonly RankedLayer[]): readonly LimitService[] {
  const from = new Map<string, Origin[]>();
  for (const { layer } of layers) {
    for (const { name, origin } of layer.settings.limitService) {
      const others = from.get(name);
      if (others === undefined) from.set(name, [origin]);
      else others.push(origin);
    }
  }
  return [...from]
    .map(([name, origins]) => ({ name, from: origins }))
    .sort((a, b) => compare(a.name, b.name));
}
