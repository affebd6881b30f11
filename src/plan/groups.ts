import { listOf } from "../core/list-of.js";
import { onceFor } from "../core/once-for.js";
import type { Owner } from "../core/written.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { NodePlan, SettingGroup } from "./types.js";

/** Groups a node's sysctls by the layer that sets them. */
export function groupsOf({
  layers,
  settings,
}: NodePlan): readonly SettingGroup[] {
  const byOwner = new Map<string, Sysctl[]>();
  for (const sysctl of settings.sysctl)
    listOf(byOwner, key(sysctl.origin.owner)).push(sysctl);
  return layers.flatMap((layer) => {
    const sysctls = byOwner.get(key(layer.owner));
    return sysctls === undefined ? [] : [{ ...layer, sysctls }];
  });
}

const key = onceFor(({ kind, name }: Owner): string => `${kind} ${name}`);
