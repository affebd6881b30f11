import type { NodePlan } from "../../plan/types.js";
import {
  type NodeKind,
  nodeKindNames,
  type SettingOf,
} from "../../settings/registry.js";
import { settingText } from "../../settings/setting-text.js";
import { type Emitted, type EmittedLine, linesOf } from "../emitted.js";
import { type OwnedPlace, ownedPlace } from "../places.js";

/** A setting of any kind on one role or host. */
export interface SettingOnNode<K extends NodeKind = NodeKind> {
  /** The kind, as in `NodePlan.settings`. */
  readonly setting: K;
  readonly id: string;
  /** The name in the user's spelling. */
  readonly name: string;
  /** Undefined if the value of the system is kept. */
  readonly value: string | undefined;
  readonly why: readonly string[];
  readonly place: OwnedPlace;
  readonly overrode: readonly OwnedPlace[];
  /** The lines of generated files that contain it; empty if no target of the node writes it. */
  readonly lines: readonly EmittedLine[];
}

/** Lists the settings of some kinds on a node, in the order of the kinds. */
export function settingsOnNode(
  node: NodePlan,
  emitted: Emitted,
  isWanted: (kind: NodeKind) => boolean,
): readonly SettingOnNode[] {
  return nodeKindNames
    .filter(isWanted)
    .flatMap((kind) => ofKind(kind, node, emitted));
}

function ofKind<K extends NodeKind>(
  kind: K,
  node: NodePlan,
  emitted: Emitted,
): readonly SettingOnNode<K>[] {
  const all: readonly SettingOf<K>[] = node.settings[kind];
  // What a setting of another kind comes to is shown with that one.
  const own = all.filter(({ loweredFrom }) => loweredFrom === undefined);
  return own.map((setting) => {
    const { id, keyText, why, ownerWhy, origin, overrode } = setting;
    return {
      setting: kind,
      id,
      name: keyText,
      value: settingText(kind, setting),
      why: why.length > 0 || ownerWhy === undefined ? why : [ownerWhy],
      place: ownedPlace(origin),
      overrode: overrode.map(ownedPlace),
      lines: linesOf(emitted, node, kind, [id]),
    };
  });
}
