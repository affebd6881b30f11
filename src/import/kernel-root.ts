import { allKeys } from "../catalogue/lookup.js";
import { isKey, parseKey } from "../core/key.js";

let roots: ReadonlySet<string> | undefined;

/** Whether a text is a key in a folder that the kernel has below /proc/sys. */
export function hasKernelRoot(text: string): boolean {
  const key = parseKey(text);
  if (!isKey(key) || key.segments.length < 2) return false;
  roots ??= new Set(allKeys().map((id) => id.slice(0, id.indexOf("."))));
  return roots.has(key.segments[0] ?? "");
}
