import type { Setting } from "../../settings/setting.js";

/** What a companion has from the setting that needs it: its place, and no reasons of its own. */
export function companionOf({
  origin,
  valueSpan,
}: Pick<Setting, "origin" | "valueSpan">): Omit<
  Setting,
  "id" | "keyText" | "value"
> {
  return {
    why: [],
    ownerWhy: undefined,
    refs: [],
    accept: new Map(),
    origin,
    valueSpan,
    from: [],
    overrode: [],
  };
}
