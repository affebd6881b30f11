import { EncodeError } from "./error.js";

/**
 * Encodes a text as a TOML basic string, which may stand as a key or as a value. Source: TOML 1.0.0, String.
 *
 * @throws EncodeError for characters that need an escape: nothing that is written as TOML has them
 */
export function tomlString(text: string): string {
  if (!/^[ !#-[\]-~]*$/u.test(text))
    throw new EncodeError("toml", text, "contains a character to escape");
  return `"${text}"`;
}
