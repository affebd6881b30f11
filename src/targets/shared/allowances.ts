import { commentLines } from "../../encode/comment.js";
import { yamlString } from "../../encode/yaml.js";
import type { NodePlan } from "../../plan/types.js";
import type { Mark } from "../setting-lines.js";
import type { ItemView } from "./views.js";

/**
 * Views a kubelet's list of allowed unsafe sysctls, as items of a list.
 *
 * @param indent columns before each comment line
 */
export function allowanceItems(
  { settings }: NodePlan,
  indent: number,
  mark: Mark,
  encode: (text: string) => string = yamlString,
): readonly ItemView[] {
  return settings.allowance.map(({ id, because }) => ({
    comment: commentLines(because.join("; "), indent),
    value: mark("allowance", id) + encode(id),
  }));
}
