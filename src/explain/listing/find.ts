import { allKeys, matchKeys } from "../../catalogue/lookup.js";
import { isKey, parseKey } from "../../core/key.js";

/** The keys that a word means, where it is not the name of one. */
export interface Listing {
  readonly kind: "keys";
  readonly name: string;
  /** What the word is to them. */
  readonly as: "folder" | "end" | "pattern";
  /** In the order of the catalogue. */
  readonly keys: readonly string[];
}

/** Lists the keys that a pattern matches; undefined for another word, and for a pattern that matches none. */
export function matchedBy(name: string): Listing | undefined {
  const key = parseKey(name);
  if (!isKey(key) || !key.isPattern) return undefined;
  return listing(
    name,
    "pattern",
    matchKeys(key).map(({ id }) => id),
  );
}

/** Lists the keys that end in a word, such as `somaxconn`; undefined if there are none. */
export function endingIn(name: string): Listing | undefined {
  const ending = `.${name.replaceAll("/", ".")}`;
  return listing(
    name,
    "end",
    allKeys().filter((id) => id.endsWith(ending)),
  );
}

/** Lists the keys below a folder of /proc/sys, such as `net.core`; undefined if there are none. */
export function below(name: string): Listing | undefined {
  const folder = `${name.replaceAll("/", ".").replace(/\.$/u, "")}.`;
  return listing(
    name,
    "folder",
    allKeys().filter((id) => id.startsWith(folder)),
  );
}

function listing(
  name: string,
  as: Listing["as"],
  keys: readonly string[],
): Listing | undefined {
  return keys.length === 0 ? undefined : { kind: "keys", name, as, keys };
}
