import type { Setting } from "../../settings/setting.js";

/** Returns what a companion has in common with the setting that requires it: its place, but no reasons. */
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
