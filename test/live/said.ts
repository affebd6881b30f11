import { findKey } from "../../src/catalogue/lookup.js";
import { isKey, parseKey } from "../../src/core/key.js";
import type { Observation, Seen } from "../../src/live/observation.js";

/** What a node says of a key. */
export function said(
  observation: Observation | undefined,
  id: string,
): Seen | undefined {
  const key = parseKey(id);
  return isKey(key) ? observation?.sysctl(key, findKey(key)) : undefined;
}

export function value(text: string): Seen {
  return { state: "value", text };
}
