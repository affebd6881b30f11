// @ts-check
import { argumentsAt, lineAt } from "./c-items.js";
import { pathsOf } from "./paths.js";

/**
 * @typedef {import("./c-file.js").CFile} CFile
 * @typedef {import("./c-items.js").Item} Item
 *
 * @typedef {object} Registration a call that creates the entries of a table
 * @property {CFile} file
 * @property {Item} item the function with the call
 * @property {number} line
 * @property {string} text the call
 * @property {string} table the expression of the table
 * @property {readonly string[]} paths the folders, `net/ipv4/conf/*` with `*` for a name of run time; none if unread
 */

/**
 * Which arguments are the folder and the table. Without a folder, the table is the root, or its name is the folder.
 *
 * @type {Readonly<Record<string, { path: number | "root" | "table", table: number }>>}
 */
const CALLS = {
  register_sysctl: { path: 0, table: 1 },
  register_sysctl_sz: { path: 0, table: 1 },
  register_sysctl_init: { path: 0, table: 1 },
  __register_sysctl_init: { path: 0, table: 1 },
  register_net_sysctl: { path: 1, table: 2 },
  register_net_sysctl_sz: { path: 1, table: 2 },
  __register_sysctl_table: { path: 1, table: 2 },
  register_sysctl_paths: { path: 0, table: 1 },
  __register_sysctl_paths: { path: 1, table: 2 },
  register_sysctl_table: { path: "root", table: 0 },
  register_sysctl_base: { path: "table", table: 0 },
};

const CALL = new RegExp(`\\b(${Object.keys(CALLS).join("|")})\\s*\\(`, "gu");

/**
 * @param {CFile} file
 * @returns {readonly Registration[]}
 */
export function registrationsOf(file) {
  return file.items
    .filter(({ kind }) => kind === "function")
    .flatMap((item) =>
      [...item.text.matchAll(CALL)].map((found) => {
        const [whole, name = ""] = found;
        const given = argumentsAt(item.text, found.index + whole.length - 1);
        const call = CALLS[name] ?? { path: "root", table: 0 };
        const table = given[call.table] ?? "";
        return {
          file,
          item,
          line: lineAt(item, found.index),
          text: `${name}(${given.join(", ")})`,
          ...folderOf(file, item, call.path, given, table),
        };
      }),
    );
}

/**
 * @param {CFile} file
 * @param {Item} item
 * @param {number | "root" | "table"} path
 * @param {readonly string[]} given
 * @param {string} table
 * @returns {{ table: string, paths: readonly string[] }}
 */
function folderOf(file, item, path, given, table) {
  if (path === "root") return { table, paths: [""] };
  if (path !== "table")
    return { table, paths: pathsOf(file, item, given[path] ?? "") };
  // DECLARE_SYSCTL_BASE(vm, vm_table) names the table of the folder.
  const declared = file.items
    .map(({ text }) =>
      /DECLARE_SYSCTL_BASE\(\s*(\w+)\s*,\s*(\w+)\s*\)/u.exec(text),
    )
    .find((found) => found?.[1] === table);
  return { table: declared?.[2] ?? table, paths: [table] };
}
