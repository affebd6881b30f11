import type { NixPriority } from "../core/nix-priority.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { Layer } from "../language/model.js";

/**
 * Gives each sysctl of a node its priority in NixOS modules: its own, or else that of its profile, the host or the role.
 * Those that none of these states keep that of the target.
 */
export function withPriorities(
  sysctls: readonly Sysctl[],
  layers: readonly { readonly layer: Layer }[],
): readonly Sysctl[] {
  const stated = layers.filter(({ layer }) => layer.priority !== undefined);
  if (stated.length === 0) return sysctls;
  const ofNode = stated.findLast(({ layer }) => layer.owner.kind !== "profile");
  return sysctls.map((sysctl) => {
    if (sysctl.priority !== undefined) return sysctl;
    const priority = ofProfile(sysctl, stated) ?? ofNode?.layer.priority;
    return priority === undefined
      ? sysctl
      : Object.freeze({ ...sysctl, priority });
  });
}

/** Finds the strongest priority of the profiles that set a sysctl. */
function ofProfile(
  { from }: Sysctl,
  stated: readonly { readonly layer: Layer }[],
): NixPriority | undefined {
  return stated
    .filter(({ layer: { owner } }) =>
      from.some(
        (origin) =>
          owner.kind === "profile" &&
          origin.owner.kind === "profile" &&
          origin.owner.name === owner.name,
      ),
    )
    .flatMap(({ layer }) => layer.priority ?? [])
    .sort((a, b) => a.number - b.number)[0];
}
