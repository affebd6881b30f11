// @ts-check
import { itemsOf } from "./c-items.js";
import { preprocess } from "./preprocess.js";
import { tablesOf } from "./tables.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 * @typedef {import("./c-items.js").Item} Item
 * @typedef {import("./tables.js").Table} Table
 *
 * @typedef {object} CFile
 * @property {string} path
 * @property {readonly Item[]} items
 * @property {readonly Table[]} tables
 * @property {readonly Condition[]} conditions of each line
 * @property {ReadonlyMap<string, import("./preprocess.js").Define>} defines
 * @property {readonly import("./preprocess.js").Include[]} includes
 */

/**
 * @param {string} path
 * @param {string} text
 * @param {(macro: string) => Condition} isDefined
 * @returns {CFile}
 */
export function readCFile(path, text, isDefined) {
  const {
    code,
    conditions,
    defines: macros,
    includes,
  } = preprocess(text, isDefined);
  const items = itemsOf(code);
  const defines = new Map([...macros, ...textsOf(code)]);
  const structs = tableCounts(code);
  const tables = items.flatMap((item) => tablesOf(item, defines, structs));
  return { path, items, tables, conditions, defines, includes };
}

/**
 * The variables that are text, which serve as names like macros do.
 *
 * @param {string} code
 * @returns {(readonly [string, import("./preprocess.js").Define])[]}
 */
function textsOf(code) {
  return [
    ...code.matchAll(
      /^(?:static\s+)?(?:const\s+)?char\s*\*?\s*(?:const\s+)?(\w+)\s*(?:\[\w*\])?\s*=\s*("[^"\n]*")\s*;/gmu,
    ),
  ].map(([, name = "", body = ""]) => [name, { hasParameters: false, body }]);
}

/**
 * How many tables a struct of the file has.
 *
 * @param {string} code
 * @returns {ReadonlyMap<string, number>}
 */
function tableCounts(code) {
  return new Map(
    [...code.matchAll(/\bstruct\s+(\w+)\s*\{([^}]*)\}/gu)].map(
      ([, name = "", members = ""]) => [
        name,
        members.match(/\bstruct\s+ctl_table\s+\w+/gu)?.length ?? 0,
      ],
    ),
  );
}

/**
 * @param {CFile} file
 * @param {number} line from 1
 * @returns {Condition}
 */
export function conditionAt(file, line) {
  return file.conditions[line - 1] ?? { kind: "always" };
}
