import { anyOf, UNPRINTABLE } from "../core/characters.js";
import { EncodeError, refuseLoneSurrogates } from "./error.js";

/** Characters that a basic string cannot have, and marks that make text look different from what it is. */
const unprintable = anyOf(UNPRINTABLE, "gu");

/**
 * Encodes a text as a TOML basic string, which may stand as a key or as a value. Source: TOML 1.0.0, String.
 *
 * @throws EncodeError for half a surrogate pair
 */
export function tomlString(text: string): string {
  refuseLoneSurrogates("toml", text);
  const escaped = text
    .replaceAll(/["\\]/gu, String.raw`\$&`)
    .replaceAll(unprintable, escape);
  return `"${escaped}"`;
}

/**
 * Encodes a key without quotes, as a part of the name of a table.
 *
 * @throws EncodeError for a name that requires quotes
 */
export function tomlBareKey(name: string): string {
  if (!/^[\w-]+$/u.test(name))
    throw new EncodeError("toml", name, "is not a bare key");
  return name;
}

function escape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4
    ? `\\U${code.padStart(8, "0")}`
    : `\\u${code.padStart(4, "0")}`;
}
