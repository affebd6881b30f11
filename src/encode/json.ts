import { refuseLoneSurrogates } from "./error.js";
import { width } from "./width.js";

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Formats JSON as prettier does: objects on several lines, lists on one line if they fit. Ends in a line break. */
export function jsonText(value: Json): string {
  return `${print(value, 0, 0)}\n`;
}

const columns = 80;

/** @param before columns before the value on its line */
function print(value: Json, depth: number, before: number): string {
  if (isList(value)) {
    if (value.length === 0) return "[]";
    const flat = value.some((item) => typeof item === "object" && item !== null)
      ? undefined
      : `[${value.map(scalar).join(", ")}]`;
    // One column is for the comma that may follow.
    if (flat !== undefined && before + width(flat) < columns) return flat;
    return broken(
      "[]",
      value.map((item) => print(item, depth + 1, indent(depth + 1).length)),
      depth,
    );
  }
  if (typeof value !== "object" || value === null) return scalar(value);
  const lines = Object.entries(value).map(([key, item]) => {
    const name = `${scalar(key)}: `;
    return (
      name + print(item, depth + 1, indent(depth + 1).length + width(name))
    );
  });
  return lines.length === 0 ? "{}" : broken("{}", lines, depth);
}

function broken(
  [open = "", close = ""]: string,
  lines: readonly string[],
  depth: number,
): string {
  const inside = lines.map((line) => indent(depth + 1) + line).join(",\n");
  return `${open}\n${inside}\n${indent(depth)}${close}`;
}

function indent(depth: number): string {
  return "  ".repeat(depth);
}

function scalar(value: Json): string {
  if (typeof value === "string") refuseLoneSurrogates("json", value);
  return JSON.stringify(value);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
