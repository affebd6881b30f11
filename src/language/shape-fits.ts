import type * as z from "zod/mini";
import type { Path, Tree } from "../core/tree.js";
import { fieldsCalled } from "./other-words.js";
import { fieldsAt } from "./schema-walk.js";

const scalars = /^`|(?:^|\s)(?:text|a number|true or false)(?:,|\s|$)/u;

/**
 * Whether a value looks like what the language has at a place: a mapping has a field of that place, and only a list stands
 * for a list. A name says little: `nodes` may mean facts, roles or hosts.
 */
export function fitsShape(
  { data, entries }: Tree,
  path: Path,
  schema: z.ZodMiniType,
): boolean {
  const { names, wanted } = fieldsAt(schema, path);
  const all = [...(entries ?? [])];
  if (all.length > 0) {
    if (!wanted.includes("a mapping")) return false;
    return all.some(([name, { value }]) =>
      names.size === 0
        ? fitsShape(value, [...path, name], schema)
        : names.has(name) || fieldsCalled(name).some((each) => names.has(each)),
    );
  }
  if (data === null || data === undefined) return true;
  if (Array.isArray(data)) return wanted.includes("a list");
  return typeof data === "object"
    ? wanted.includes("a mapping")
    : wanted === "" || scalars.test(wanted);
}
