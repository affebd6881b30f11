import { none } from "../../core/none.js";
import { noReasons } from "../../core/reasons.js";
import type { Setting } from "../../settings/setting.js";

/** Names a companion; it has the place of the setting that requires it, but no reasons. */
export function companionOf<Id extends string>(
  { origin, valueSpan }: Pick<Setting, "origin" | "valueSpan">,
  id: Id,
): Omit<Setting, "value"> & { readonly id: Id } {
  return {
    id,
    keyText: id,
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
