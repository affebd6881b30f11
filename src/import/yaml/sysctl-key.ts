import {
  allKeys,
  findKey,
  findRemoved,
  matchKeys,
} from "../../catalogue/lookup.js";
import { hasDottedSegment, isKey, parseKey } from "../../core/key.js";

let folders: ReadonlySet<string> | undefined;

/** `net.ipv4`, `net.core`, …: the first two segments of all keys that have more. */
function knownFolders(): ReadonlySet<string> {
  folders ??= new Set(
    allKeys().flatMap((id) => {
      const parts = id.split(".");
      return parts.length > 2 ? [parts.slice(0, 2).join(".")] : [];
    }),
  );
  return folders;
}

const known = new Map<string, boolean>();

/** Whether a text is surely the name of a sysctl: one that kernels have or had, or one beside those. */
export function isPlausibleKey(text: string): boolean {
  if (!/^[a-z]+[./][^\s:]/u.test(text) || text.length > 200) return false;
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  if (known.size > 20_000) known.clear();
  const answer = isPlausible(text);
  known.set(text, answer);
  return answer;
}

function isPlausible(text: string): boolean {
  const key = parseKey(text);
  if (!isKey(key) || key.segments.length < 2) return false;
  const [root = "", second = "", third] = key.segments;
  if (third !== undefined && knownFolders().has(`${root}.${second}`))
    return key.segments.every((segment) => /^[\w.:@*?[\]^!-]+$/u.test(segment));
  if (key.isPattern) return matchKeys(key).length > 0;
  if (findKey(key) !== undefined || findRemoved(key.id) !== undefined)
    return true;
  return (
    /^(?:vm|kernel|fs)$/u.test(root) &&
    third === undefined &&
    /^[a-z0-9]+(?:[_-][a-z0-9]+)+$/u.test(second)
  );
}

/** Returns a key as the spec has it: with dots, unless a name in it has one. Undefined if it cannot be a key. */
export function spelledKey(text: string): string | undefined {
  const key = parseKey(text);
  if (!isKey(key) || key.segments.length < 2) return undefined;
  return hasDottedSegment(key) ? text : key.id;
}
