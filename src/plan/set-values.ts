import {
  type NodeKind,
  nodeKinds,
  type SettingOf,
} from "../settings/registry.js";
import type { Setting } from "../settings/setting.js";
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
  const record = nodeKinds[kind];
  const all: readonly SettingOf<K>[] = settings[kind];
  return new Map(
    all.flatMap((setting) =>
      setting.loweredFrom !== undefined || setting.value === undefined
        ? []
        : [
            [
              setting.id,
              {
                setting,
                text: fieldsText(setting) ?? bare(record.text(setting.value)),
              },
            ] as const,
          ],
    ),
  );
}

/** `hashsize=65536`; undefined for a value that has no parts. */
function fieldsText({ fields = [] }: Setting): string | undefined {
  return fields.length === 0
    ? undefined
    : fields.map(({ name, text }) => `${name}=${text}`).join(" ");
}

/** Removes the `=` by which a kernel argument's value is told from the bare word. */
function bare(text: string): string {
  return text.replaceAll(/(^| )=/gu, "$1");
}
