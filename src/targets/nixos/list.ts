import type { ItemView } from "../shared/views.js";
import type { NixosList } from "./templates.js";

/** nixfmt puts a list of two or more elements, or with comments, on lines of their own. */
export function nixosList(items: readonly ItemView[]): NixosList {
  const [only] = items;
  const short = items.length === 1 && only?.comment.length === 0;
  return {
    inline: short && `[ ${only.value} ]`,
    items: short ? [] : items,
  };
}
