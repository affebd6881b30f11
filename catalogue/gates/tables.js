// @ts-check
import { argumentsAt, lineAt } from "./c-items.js";

/**
 * @typedef {import("./c-items.js").Item} Item
 * @typedef {import("./preprocess.js").Define} Define
 *
 * @typedef {object} Entry
 * @property {string} name the last part of a key
 * @property {number} line
 * @property {string} child the table of the folder that the entry is; empty for a key
 *
 * @typedef {object} Unread an entry whose name is not in the text
 * @property {number} line
 * @property {string} text
 *
 * @typedef {object} Table
 * @property {string} name
 * @property {readonly Entry[]} entries
 * @property {readonly Unread[]} unread
 */

const TABLE =
  /\bstruct\s+ctl_table\s+(\w+)\s*\[[^\]]*\]\s*(?:__\w+\s*)*=\s*\{/gu;

/**
 * The tables of sysctls that an item of a C file has: itself, the one in a struct, or those that are local to a function.
 *
 * @param {Item} item
 * @param {ReadonlyMap<string, Define>} defines
 * @param {ReadonlyMap<string, number>} structs how many tables a struct has
 * @returns {readonly Table[]}
 */
export function tablesOf(item, defines, structs) {
  if (item.kind === "function")
    return [...item.text.matchAll(TABLE)].map((found) => {
      const open = found.index + found[0].length - 1;
      const end = closing(item.text, open);
      return tableIn(item, found[1] ?? "", open, end, defines);
    });
  if (item.kind !== "variable" || /\bstruct\s+ctl_path\b/u.test(item.text))
    return [];
  const open = item.text.search(/=\s*\{/u);
  const type = /\bstruct\s+(\w+)/u.exec(item.text)?.[1] ?? "";
  if (type !== "ctl_table") {
    const count = structs.get(type) ?? 0;
    if (count === 0 && !/\.procname\b/u.test(item.text)) return [];
    if (count !== 1) {
      const text = `${item.name} is a struct with several tables`;
      return [
        { name: item.name, entries: [], unread: [{ line: item.line, text }] },
      ];
    }
  }
  return [tableIn(item, item.name, open, item.text.length, defines)];
}

/**
 * @param {string} text
 * @param {number} open the place of a brace
 */
function closing(text, open) {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

/**
 * @param {Item} item
 * @param {string} name
 * @param {number} from
 * @param {number} to
 * @param {ReadonlyMap<string, Define>} defines
 * @returns {Table}
 */
function tableIn(item, name, from, to, defines) {
  /** @type {Entry[]} */
  const entries = [];
  /** @type {Unread[]} */
  const unread = [];
  const text = item.text.slice(0, to);
  const after = (/** @type {RegExp} */ pattern) =>
    [...text.matchAll(pattern)].filter(({ index }) => index >= from);
  for (const found of after(/\.procname\s*=\s*([^,}\n]+)/gu)) {
    const value = (found[1] ?? "").trim();
    if (value === "NULL") continue;
    const line = lineAt(item, found.index);
    const literal = literalOf(value, defines);
    if (literal === undefined)
      unread.push({ line, text: `.procname = ${value}` });
    else
      entries.push({ name: literal, line, child: childAt(text, found.index) });
  }
  for (const found of after(/\b([A-Z][A-Z0-9_]*)\s*\(/gu)) {
    const [whole, macro = ""] = found;
    if (!namesEntry(macro, defines)) continue;
    const given = argumentsAt(text, found.index + whole.length - 1);
    const line = lineAt(item, found.index);
    const literal = given
      .map((argument) => literalOf(argument, defines))
      .find((one) => one !== undefined);
    if (literal === undefined)
      unread.push({ line, text: `${macro}(${given.join(", ")})` });
    else entries.push({ name: literal, line, child: "" });
  }
  return { name, entries, unread };
}

/**
 * The text that an expression is: literals side by side, or a macro that is one.
 *
 * @param {string} expression
 * @param {ReadonlyMap<string, Define>} defines
 * @returns {string | undefined}
 */
export function literalOf(expression, defines) {
  const parts = expression.match(/"(?:\\.|[^"\\])*"|\w+|\S/gu) ?? [];
  const texts = parts.map((part) => {
    if (part.startsWith('"')) return part.slice(1, -1);
    const define = defines.get(part);
    return define && !define.hasParameters && define.body.startsWith('"')
      ? literalOf(define.body, defines)
      : undefined;
  });
  return texts.length > 0 && texts.every((text) => text !== undefined)
    ? texts.join("")
    : undefined;
}

/**
 * Whether a macro, or one that it uses, sets the name of an entry.
 *
 * @param {string} macro
 * @param {ReadonlyMap<string, Define>} defines
 * @param {number} depth
 * @returns {boolean}
 */
function namesEntry(macro, defines, depth = 0) {
  const define = defines.get(macro);
  if (!define?.hasParameters || depth > 4) return false;
  if (define.body.includes(".procname")) return true;
  return [...define.body.matchAll(/\b([A-Z][A-Z0-9_]*)\s*\(/gu)].some(
    ([, inner = ""]) =>
      inner !== macro && namesEntry(inner, defines, depth + 1),
  );
}

/**
 * The table that an entry of older kernels has as its folder.
 *
 * @param {string} text
 * @param {number} at a place in the entry
 */
function childAt(text, at) {
  const from = text.lastIndexOf("{", at);
  const to = text.indexOf("}", at);
  return /\.child\s*=\s*&?(\w+)/u.exec(text.slice(from, to))?.[1] ?? "";
}
