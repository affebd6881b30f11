import type * as z from "zod/mini";
import { type Path, type Tree, treeAt } from "../core/tree.js";
import { type Fields, fieldsAt } from "./schema-walk.js";

/** Names the one field below which a field belongs that is one level too high: a sysctl, or a field of a section. */
export function placeOf(
  key: string,
  path: Path,
  { names }: Fields,
  schema: z.ZodMiniType,
): string | undefined {
  if (names.has("sysctl") && /^[a-z0-9]+[./][a-z]/u.test(key))
    return below("sysctl");
  const [home, ...others] = [...names].filter((name) =>
    fieldsAt(schema, [...path, name]).names.has(key),
  );
  // If several sections have such a field, nobody knows which one was intended.
  return home === undefined || others.length > 0 ? undefined : below(home);
}

function below(field: string): string {
  return `write it below \`${field}:\``;
}

/** Says where `why`, `refs` or `accept` may be instead: at what encloses the place, at one of its settings, or nowhere. */
export function placeOfReason(
  key: string,
  path: Path,
  tree: Tree,
  schema: z.ZodMiniType,
): string {
  const places = [
    enclosing(key, path, schema),
    path.length === 0 ? undefined : settingIn(key, path, tree, schema),
  ].filter((place) => place !== undefined);
  if (places.length > 0) return `write it ${places.join(", or ")}`;
  return key === "accept"
    ? "write it in the role, host or setting that the finding is about"
    : "write it as a comment: `# ...`";
}

/** The nearest place above that has reasons, such as a role. */
function enclosing(
  key: string,
  path: Path,
  schema: z.ZodMiniType,
): string | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const above = path.slice(0, length);
    if (fieldsAt(schema, above).names.has(key))
      return `in \`${above.map(String).join(".")}\`, beside \`${String(path[length])}:\``;
  }
  return undefined;
}

/** The first setting there that may have a reason of its own. */
function settingIn(
  key: string,
  path: Path,
  tree: Tree,
  schema: z.ZodMiniType,
): string | undefined {
  for (const name of treeAt(tree, path)?.entries?.keys() ?? []) {
    const { names } = fieldsAt(schema, [...path, name]);
    if (name === key || !names.has(key)) continue;
    const value = names.has("value") ? "value: ..., " : "";
    return `at one setting: \`${name}: { ${value}${key}: ... }\``;
  }
  return undefined;
}
