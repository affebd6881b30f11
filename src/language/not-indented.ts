import type * as z from "zod/mini";
import { type Diagnostic, type Edit, error } from "../core/diagnostic.js";
import { shortNameList } from "../core/name-list.js";
import { positionAt } from "../core/source.js";
import { type Path, spanAt, type Tree, treeAt } from "../core/tree.js";
import { fieldsAt } from "./schema-walk.js";

/** Fields in the column of an empty section to which they belong. */
export interface NotIndented {
  readonly section: string;
  readonly keys: readonly string[];
}

/**
 * Finds the fields directly behind an empty section that the section could have, and its mapping could not: nothing but
 * their indentation is wrong.
 */
export function notIndented(
  path: Path,
  tree: Tree,
  schema: z.ZodMiniType,
): NotIndented | undefined {
  const all = [...(treeAt(tree, path)?.entries ?? [])];
  const here = fieldsAt(schema, path).names;
  const at = all.findIndex(
    ([name, { value }]) => here.has(name) && value.data === null,
  );
  const [section, entry] = all[at] ?? [];
  if (section === undefined || entry === undefined) return undefined;
  const { names, wanted } = fieldsAt(schema, [...path, section]);
  const column = positionAt(entry.key.source, entry.key.start).column;
  const belongs = (name: string): boolean =>
    !here.has(name) &&
    (names.has(name) || (names.size === 0 && wanted === "a mapping"));
  const keys: string[] = [];
  for (const [name, { key }] of all.slice(at + 1)) {
    if (!belongs(name) || positionAt(key.source, key.start).column !== column)
      break;
    keys.push(name);
  }
  return keys.length === 0 ? undefined : { section, keys };
}

/** Reports such fields, all at the first one. */
export function reportNotIndented(
  { section, keys }: NotIndented,
  path: Path,
  tree: Tree,
): Diagnostic {
  const [first = "", ...others] = keys;
  const [are, them] = others.length === 0 ? ["is", "it"] : ["are", "them"];
  const names = keys.map((key) => `\`${key}:\``);
  return error(
    "unknown-field",
    spanAt(tree, [...path, first]),
    `${shortNameList(names, 4)} ${are} in the column of \`${section}:\`, and so not below it`,
    {
      help: `indent ${them} by 2 more blanks`,
      fix: keys.flatMap((key) => indentation(key, path, tree)),
    },
  );
}

/** Indents the lines of a field. */
function indentation(key: string, path: Path, tree: Tree): readonly Edit[] {
  const entry = treeAt(tree, path)?.entries?.get(key);
  if (entry === undefined) return [];
  const { source, start } = entry.key;
  const end = Math.max(entry.key.end, entry.value.span.end);
  const edits: Edit[] = [];
  let line = source.text.lastIndexOf("\n", start - 1) + 1;
  while (line < end) {
    const next = source.text.indexOf("\n", line) + 1;
    if (source.text.charAt(line) !== "\n")
      edits.push({ span: { source, start: line, end: line }, text: "  " });
    if (next === 0) break;
    line = next;
  }
  return edits;
}
