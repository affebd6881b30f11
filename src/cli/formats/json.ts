import { visibleJson } from "../../encode/visible.js";

/** Data as JSON of many lines, with nothing in it that a terminal obeys. */
export function printJson(data: unknown): string {
  return `${visibleJson(JSON.stringify(data, null, 2))}\n`;
}
