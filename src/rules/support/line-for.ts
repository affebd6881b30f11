import { formatPlace } from "../../core/source.js";
import type { NodePlan } from "../../plan/types.js";
import { settings } from "./node-settings.js";

/**
 * Says where to write a value of a sysctl: in the line that the node has of it, also if that is `null`, or in a new one.
 *
 * @param bound what follows the value, such as `or less`
 */
export function lineFor(
  node: NodePlan,
  id: string,
  value: bigint,
  bound = "",
): string {
  const line = settings(node).find(
    (sysctl) => sysctl.id === id && sysctl.because === undefined,
  );
  const text = `\`${id}: ${value}\`${bound === "" ? "" : ` ${bound}`}`;
  return line === undefined
    ? `add ${text}`
    : `write ${text} at ${formatPlace(line.origin.span)}`;
}
