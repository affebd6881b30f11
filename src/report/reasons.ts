import type { NodePlan } from "../plan/types.js";
import type { Setting } from "../settings/setting.js";

/** Why a setting is there, and what to read: its own reasons, and those of the profile, role or host that sets it. */
export function reasonsOf(
  {
    why,
    ownerWhy,
    refs,
    origin: { owner },
  }: Pick<Setting, "why" | "ownerWhy" | "refs" | "origin">,
  { layers }: NodePlan,
): { readonly why: readonly string[]; readonly refs: readonly string[] } {
  const layer = layers.find(
    (each) => each.owner.kind === owner.kind && each.owner.name === owner.name,
  );
  return {
    why: why.length > 0 || ownerWhy === undefined ? why : [ownerWhy],
    refs: [...new Set([...refs, ...(layer?.refs ?? [])])],
  };
}
