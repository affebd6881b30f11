import { findKey } from "../../catalogue/lookup.js";
import { isKey, parseKey } from "../../core/key.js";

/** Whether kernels have a sysctl of this name. */
export function isKnownSysctl(text: string): boolean {
  if (!/[./]/u.test(text)) return false;
  const key = parseKey(text);
  return isKey(key) && findKey(key) !== undefined;
}
