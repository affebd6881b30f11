import { causesOf } from "../diff/settings.js";
import { ownedPlace } from "../explain/places.js";
import type { NodeKind, SettingOf } from "../settings/registry.js";
import { settingText } from "../settings/setting-text.js";
import { effectOf } from "./effect.js";
import { reasonsOf } from "./reasons.js";
import { memoryWords, type NodeContext } from "./sysctl-detail.js";
import type { Detail, Mark } from "./types.js";

/** A kind of setting other than sysctls. */
export type OtherKind = Exclude<NodeKind, "sysctl">;

/** Longer texts are cut in a cell. */
const LONGEST = 28;

/** What a cell of the matrix shows for a setting that is not a sysctl. */
export function otherText<K extends OtherKind>(
  kind: K,
  setting: SettingOf<K>,
): string {
  const text = settingText(kind, setting);
  if (text === undefined) return "default";
  if (text === "") return "set";
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** Tells what there is to know of a setting that is not a sysctl. */
export function otherDetail<K extends OtherKind>(
  kind: K,
  setting: SettingOf<K>,
  { node, memory, known }: NodeContext,
): Detail {
  const { id, keyText, origin, overrode } = setting;
  const text = settingText(kind, setting);
  const because = causesOf(setting);
  const marks: readonly (readonly [Mark, boolean])[] = [
    ["derived", because.length > 0],
    ["overrides", overrode.length > 0],
    ["kept", text === undefined],
  ];
  return {
    name: keyText,
    value: text === "" ? "set" : text,
    summary: undefined,
    distance: { direction: "unknown", step: 0, text: "" },
    marks: marks.flatMap(([mark, has]) => (has ? [mark] : [])),
    standard: undefined,
    ...reasonsOf(setting, node),
    place: ownedPlace(origin),
    overrode: overrode.map(ownedPlace),
    joined: [],
    because: because.map((cause) => `for ${cause}`),
    writers: [],
    memory: memoryWords(id, memory),
    scope: undefined,
    pods: undefined,
    effect: known.facts ? effectOf(kind, { id, value: text }, node) : undefined,
  };
}
