import { findKey } from "../catalogue/lookup.js";
import { isKey, parseKey } from "../core/key.js";
import { type Path, type Tree, treeAt } from "../core/tree.js";

/** Lists the keys of the kernel whose parts were written as mappings, at a field and below it. */
export function keysSplitAt(
  key: string,
  path: Path,
  root: Tree,
): readonly string[] {
  const section = path.indexOf("sysctl");
  if (section === -1 || section === path.length - 1) return [];
  const parts = [...path.slice(section + 1), key].map(String);
  return keysBelow(parts, treeAt(root, [...path, key]));
}

function keysBelow(
  parts: readonly string[],
  tree: Tree | undefined,
): readonly string[] {
  const parsed = parseKey(parts.join("."));
  if (isKey(parsed) && findKey(parsed) !== undefined) return [parsed.id];
  return [...(tree?.entries ?? [])].flatMap(([name, { value }]) =>
    keysBelow([...parts, name], value),
  );
}

/** Explains a value whose numbers are written by their names, `{ min: 4096, default: 87380, max: 6291456 }`. */
export function vectorWrittenAt(
  path: Path,
  root: Tree,
): { readonly message: string; readonly help: string } | undefined {
  const key = path.at(-1);
  const entries = treeAt(root, path)?.entries;
  if (path.at(-2) !== "sysctl" || typeof key !== "string" || !entries)
    return undefined;
  const parsed = parseKey(key);
  const kind = isKey(parsed) ? findKey(parsed)?.kind : undefined;
  if (kind?.type !== "vector") return undefined;
  const numbers = kind.fields.map((field) => entries.get(field)?.value.raw);
  return entries.size === numbers.length && !numbers.includes(undefined)
    ? {
        message: `\`${key}\` is a list of numbers, without their names`,
        help: `write [${numbers.join(", ")}]`,
      }
    : undefined;
}
