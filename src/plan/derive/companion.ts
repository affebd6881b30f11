import { noReasons } from "../../core/reasons.js";
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
    why: none,
    ownerWhy: undefined,
    refs: noReasons.refs,
    accept: noReasons.accept,
    origin,
    valueSpan,
    from: none,
    overrode: none,
  };
}

const none: readonly never[] = Object.freeze([]);
