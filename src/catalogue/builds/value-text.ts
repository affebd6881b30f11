import type { Value } from "./expression.js";

/** Returns a default as it is read back. An option that is off prints as nothing. */
export function valueText(value: NonNullable<Value>): string {
  return value === "n" ? "" : String(value);
}
