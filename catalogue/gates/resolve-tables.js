// @ts-check
import { assigned, argumentsFor } from "./paths.js";

/**
 * @typedef {import("./c-file.js").CFile} CFile
 * @typedef {import("./c-items.js").Item} Item
 * @typedef {import("./tables.js").Table} Table
 *
 * @typedef {object} Place a table and its file
 * @property {CFile} file
 * @property {Table} table
 *
 * @typedef {(file: CFile, item: Item, expression: string) => readonly Place[]} Resolve
 */

/** Functions whose first argument is the table that they copy. */
const COPY = /^(?:\([^)]*\)\s*)?\w*(?:kmemdup|kmemdup_array)\s*\(\s*(.+)$/u;

/**
 * Returns the function that finds the tables that an expression may be: a table of the file, a copy of one, what a
 * function returns that mentions tables, what the callers give for a parameter, or a table of another file.
 *
 * @param {readonly CFile[]} files
 * @returns {Resolve}
 */
export function tableResolver(files) {
  /** @type {Map<string, Place[]>} */
  const byName = new Map();
  /** @type {Map<string, { file: CFile, item: Item }[]>} */
  const functions = new Map();
  for (const file of files) {
    for (const table of file.tables)
      byName.set(table.name, [
        ...(byName.get(table.name) ?? []),
        { file, table },
      ]);
    for (const item of file.items)
      if (item.kind === "function" && /\bctl_table\b/u.test(item.text))
        functions.set(item.name, [
          ...(functions.get(item.name) ?? []),
          { file, item },
        ]);
  }

  /**
   * @param {CFile} file
   * @param {Item} item
   * @param {string} expression
   * @param {number} depth
   * @returns {readonly Place[]}
   */
  function resolve(file, item, expression, depth) {
    if (depth > 4) return [];
    const plain = expression.replace(/^(?:\([^)]*\*\)|[&\s])+/u, "");
    const choice = /^[^?]+\?(.+):(.+)$/u.exec(plain);
    if (choice)
      return [choice[1], choice[2]].flatMap((one = "") =>
        resolve(file, item, one.trim(), depth + 1),
      );
    const copied = COPY.exec(plain)?.[1];
    if (copied !== undefined)
      return resolve(file, item, copied.split(",")[0]?.trim() ?? "", depth + 1);
    const called = /^(\w+)\s*\(/u.exec(plain)?.[1];
    if (called !== undefined) return mentionedBy(file, called);
    const own = file.tables.find(
      ({ name }) => name === /^\w+/u.exec(plain)?.[0],
    );
    if (own) return [{ file, table: own }];
    // `struct ctl_table empty[1]` makes a folder without entries.
    if (new RegExp(`\\bstruct ctl_table ${plain}\\[1\\];`, "u").test(item.text))
      return [{ file, table: { name: plain, entries: [], unread: [] } }];
    const base = /^\w+/u.exec(plain)?.[0] ?? "";
    const found = [plain, base].flatMap((left) =>
      [...assigned(item, left), ...written(item, left)].flatMap((right) =>
        right === plain ? [] : resolve(file, item, right, depth + 1),
      ),
    );
    if (found.length > 0) return unique(found);
    const given = argumentsFor(file, item, base).flatMap((one) =>
      resolve(file, one.caller, one.given, depth + 1),
    );
    if (given.length > 0) return unique(given);
    return byName.get(plain) ?? [];
  }

  /**
   * @param {CFile} caller
   * @param {string} name of a function
   */
  function mentionedBy(caller, name) {
    const found = functions.get(name) ?? [];
    const here = found.filter(({ file }) => file === caller);
    return (here.length > 0 ? here : found).flatMap(({ file, item }) =>
      mentionedIn(file, item),
    );
  }

  return (file, item, expression) => resolve(file, item, expression, 0);
}

/**
 * What memcpy() writes into a variable.
 *
 * @param {Item} item
 * @param {string} variable
 */
function written(item, variable) {
  return [...item.text.matchAll(/\bmemcpy\s*\(\s*(\w+)\s*,\s*(\w+)/gu)]
    .filter(([, left]) => left === variable)
    .map(([, , right = ""]) => right);
}

/**
 * @param {CFile} file
 * @param {Item} item
 * @returns {readonly Place[]}
 */
function mentionedIn(file, item) {
  return file.tables
    .filter(({ name }) => new RegExp(`\\b${name}\\b`, "u").test(item.text))
    .map((table) => ({ file, table }));
}

/** @param {readonly Place[]} places */
function unique(places) {
  return places.filter(
    ({ table }, at) =>
      places.findIndex((other) => other.table === table) === at,
  );
}
