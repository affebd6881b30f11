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
  let last: Owner | undefined;
  let sysctls: Sysctl[] = [];
  for (const sysctl of settings.sysctl) {
    const { owner } = sysctl.origin;
    // Those of a layer follow each other.
    if (owner !== last) sysctls = listOf(byOwner, key(owner));
    last = owner;
    sysctls.push(sysctl);
  }
  return layers.flatMap((layer) => {
    const sysctls = byOwner.get(key(layer.owner));
    return sysctls === undefined ? [] : [{ ...layer, sysctls }];
  });
}

const key = onceFor(({ kind, name }: Owner): string => `${kind} ${name}`);
