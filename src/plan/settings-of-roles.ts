import type { Layer, Spec } from "../language/model.js";

/** Counts the settings that the roles of a spec have, those of their profiles each time: a short spec may have very many. */
export function settingsOfRoles({ roles, profiles }: Spec): number {
  const sizes = new Map(
    [...profiles].map(([name, profile]) => [name, sizeOf(profile)]),
  );
  return [...roles.values()].reduce(
    (sum, role) =>
      role.profiles.reduce(
        (all, { name }) => all + (sizes.get(name) ?? 0),
        sum + sizeOf(role),
      ),
    0,
  );
}

function sizeOf({ settings }: Layer): number {
  return Object.values(settings).reduce((sum, { length }) => sum + length, 0);
}
