import { anyOf, UNPRINTABLE } from "../core/characters.js";
import { EncodeError, refuseLoneSurrogates } from "./error.js";

/**
 * Characters that must be escaped, besides quotes and backslashes: control characters, NEL, LS and PS (line breaks in
 * YAML 1.1), the byte order mark, and marks that make text look different from what it is.
 */
const unprintable = anyOf(UNPRINTABLE, "gu");

const shortEscapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/**
 * Encodes a quoted scalar that YAML 1.1 and 1.2 read as the same string, in the form that prettier keeps: double
 * quotes, or single quotes if that avoids escaping double quotes.
 */
export function yamlString(text: string): string {
  refuseLoneSurrogates("yaml", text);
  if (text.includes("\\") || text.search(unprintable) !== -1) {
    const escaped = text
      .replaceAll(/["\\]/gu, String.raw`\$&`)
      .replaceAll(unprintable, escape);
    return `"${escaped}"`;
  }
  return text.includes('"') ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, "0")}`;
  return shortEscapes[character] ?? `\\u${code.toString(16).padStart(4, "0")}`;
}

/** Words that a reader interprets as a boolean, null or number although they start with a letter (`y`, `off`). */
const reserved = /^(?:y|yes|n|no|on|off|true|false|null|nan|inf|infinity)$/iu;

/** Encodes a name: without quotes if every reader reads the same string. */
export function yamlName(text: string): string {
  return /^[a-z][\w./+-]*$/iu.test(text) && !reserved.test(text)
    ? text
    : yamlString(text);
}

/** Encodes a mapping key. @throws EncodeError above 1024 characters, where YAML requires another syntax */
export function yamlKey(text: string): string {
  const key = yamlName(text);
  if (key.length > 1024)
    throw new EncodeError("yaml", text, "is too long for a key");
  return key;
}

/** Encodes a number in digits, without an exponent, which YAML 1.1 and 1.2 read differently. */
export function yamlNumber(value: number | bigint): string {
  if (typeof value === "bigint") return value.toString();
  if (!Number.isFinite(value))
    throw new EncodeError("yaml", String(value), "is not a finite number");
  if (Number.isInteger(value)) return BigInt(value).toString();
  const [mantissa = "", exponent] = value.toString().split("e");
  if (exponent === undefined) return mantissa;
  // Only small fractions remain: 1.5e-7 has seven places plus those of its mantissa.
  const places = (mantissa.split(".")[1] ?? "").length - Number(exponent);
  return value.toFixed(Math.min(places, 100));
}

/** Encodes a scalar of a type that YAML has. */
export function yamlScalar(value: string | number | bigint | boolean): string {
  if (typeof value === "boolean") return value ? "true" : "false";
  return typeof value === "string" ? yamlString(value) : yamlNumber(value);
}
