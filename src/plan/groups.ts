import type { NodePlan, SettingGroup } from "./types.js";

/** Groups a node's sysctls by the layer that sets them. */
export function groupsOf({
  layers,
  settings,
}: NodePlan): readonly SettingGroup[] {
  return layers
    .map((layer) => ({
      ...layer,
      sysctls: settings.sysctl.filter(
        ({ origin: { owner } }) =>
          owner.kind === layer.owner.kind && owner.name === layer.owner.name,
      ),
    }))
    .filter(({ sysctls }) => sysctls.length > 0);
}
