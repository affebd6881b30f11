import type { NodeKind, SettingOf } from "../settings/registry.js";
import { settingText } from "../settings/setting-text.js";
import type { NodePlan } from "./types.js";

/** A setting that has a value. */
export interface SetValue<S> {
  readonly setting: S;
  /** In a normal form. */
  readonly text: string;
}

/** The settings that have a value, by id; what a setting of another kind comes to is shown with that one. */
export function setValues<K extends NodeKind>(
  kind: K,
  { settings }: NodePlan,
): ReadonlyMap<string, SetValue<SettingOf<K>>> {
  const all: readonly SettingOf<K>[] = settings[kind];
  return new Map(
    all.flatMap((setting) => {
      const text = settingText(kind, setting);
      return setting.loweredFrom !== undefined || text === undefined
        ? []
        : [[setting.id, { setting, text }] as const];
    }),
  );
}
