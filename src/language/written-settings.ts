import { none } from "../core/none.js";
import type { Reasons } from "../core/written.js";
import { type Kind, kindNames, kinds } from "../settings/registry.js";
import type { WrittenKind } from "../settings/kind.js";
import type { WrittenSettings } from "../settings/registry.js";
import type { Field, WrittenSetting } from "../settings/setting.js";
import type { Spec } from "./model.js";

/** A place of a spec with settings, and the reasons that apply to all of them. */
export interface Carrier extends Reasons {
  readonly settings: Partial<WrittenSettings<Kind>>;
}

/** A setting with the place that contains it. */
export interface Written {
  readonly carrier: Carrier;
  readonly kind: Kind;
  readonly setting: WrittenSetting;
  /** Its fields that have reasons of their own. */
  readonly fields: readonly NonNullable<Field["written"]>[];
}

/** Lists the places of a spec with settings. */
export function carriersOf(spec: Spec): readonly Carrier[] {
  const { top, profiles, roles, hosts, workloads, mounts } = spec;
  return [
    top,
    ...profiles.values(),
    ...roles.values(),
    ...hosts.values(),
    ...workloads.values(),
    ...mounts,
  ];
}

/**
 * Lists the settings of all kinds at a place.
 *
 * @param isWanted tells which reasons are looked for; a setting without them is left out, unless its fields may have some
 */
export function writtenIn(
  carrier: Carrier,
  isWanted?: (reasons: Reasons) => boolean,
): readonly Written[] {
  return kindNames.flatMap((kind) => writtenOfKind(kind, carrier, isWanted));
}

function writtenOfKind(
  kind: Kind,
  carrier: Carrier,
  isWanted: (reasons: Reasons) => boolean = () => true,
): readonly Written[] {
  const all: readonly WrittenSetting[] = carrier.settings[kind] ?? [];
  const ofKind: WrittenKind = kinds[kind];
  const settings = ofKind.fields === undefined ? all.filter(isWanted) : all;
  return settings.map((setting) => {
    const fields =
      ofKind.fields?.(setting).flatMap(({ written }) => written ?? []) ?? none;
    return { carrier, kind, setting, fields };
  });
}
