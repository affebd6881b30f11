// @ts-check
import { all, any, isNever, termsOf, textOf } from "./expression.js";
import { conditionAt, readCFile } from "./c-file.js";
import { architectureMacros } from "./architecture-macros.js";
import { corrected } from "./exceptions.js";
import { fileGates } from "./file-gates.js";
import { readKconfig } from "./kconfig.js";
import { registrationsOf } from "./registrations.js";
import { tableResolver } from "./resolve-tables.js";
import { simplify } from "./simplify.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 * @typedef {import("./c-file.js").CFile} CFile
 * @typedef {import("./tables.js").Table} Table
 * @typedef {import("./kconfig.js").Kconfig} Kconfig
 *
 * @typedef {object} Gate
 * @property {string} key
 * @property {Condition} gate
 * @property {string} module empty if the key is not a module's
 * @property {readonly string[]} files
 *
 * @typedef {object} Undecided what a person has to read
 * @property {string} file
 * @property {number} line
 * @property {string} text
 *
 * @typedef {object} Gates
 * @property {readonly Gate[]} gates sorted by key
 * @property {readonly Undecided[]} undecided
 * @property {Kconfig} kconfig
 */

/** The files that define the functions that register tables. */
const OWN =
  /^(?:fs\/proc\/|include\/linux\/sysctl\.h$|include\/net\/net_namespace\.h$|net\/sysctl_net\.c$)/u;

/**
 * Reads every sysctl of a kernel source, and the options that it requires.
 *
 * @param {import("./source-tree.js").SourceTree} tree
 * @returns {Gates}
 */
export function readGates(tree) {
  const paths = tree.paths();
  const kconfig = readKconfig(
    paths
      .filter((path) => /(?:^|\/)Kconfig[^/]*$/u.test(path))
      .map((path) => ({ path, text: tree.read(path) ?? "" })),
  );
  const isDefined = architectureMacros(tree, paths);
  const files = paths
    .filter((path) => /\.[ch]$/u.test(path))
    .map((path) => ({ path, text: tree.read(path) ?? "" }))
    .filter(({ text }) =>
      /\bctl_table\b|\bregister_(?:net_)?sysctl/u.test(text),
    )
    .map(({ path, text }) => readCFile(path, text, isDefined));
  const users = files.filter(({ path }) => !OWN.test(path));
  const gatesOf = fileGates(tree, paths, kconfig.isTristate, isDefined);
  const resolve = tableResolver(files);
  /** @type {Undecided[]} */
  const undecided = users.flatMap(namesOfRunTime);
  /** @type {Map<string, { gate: Condition, module: string, file: string, line: number }[]>} */
  const found = new Map();
  /** @type {Set<Table>} */
  const registered = new Set();

  /**
   * @param {string} folder
   * @param {{ file: CFile, table: Table }} place
   * @param {Condition} around
   * @param {string} owner the file that registers the table
   * @param {number} depth
   */
  function enter(folder, { file, table }, around, owner, depth) {
    registered.add(table);
    for (const { name, line, child } of table.entries) {
      const path =
        folder === "" ? name : `${folder}/${name.replaceAll(".", "%")}`;
      const condition = all([around, conditionAt(file, line)]);
      if (child === "") {
        for (const built of gatesOf(file.path)) {
          const own = corrected(file.path, path, built.module);
          add(keyOf(own.path), {
            gate: all([
              built.gate,
              ...(owner === file.path
                ? []
                : [any(gatesOf(owner).map(({ gate }) => gate))]),
              condition,
              own.gate,
            ]),
            module: own.module,
            file: file.path,
            line,
          });
        }
      } else if (depth < 5) {
        const places = childrenOf(files, file, child);
        if (places.length === 0)
          undecided.push({ file: file.path, line, text: `.child = ${child}` });
        for (const place of places)
          enter(path, place, condition, owner, depth + 1);
      }
    }
  }

  /**
   * @param {string} key
   * @param {{ gate: Condition, module: string, file: string, line: number }} one
   */
  function add(key, one) {
    found.set(key, [...(found.get(key) ?? []), one]);
  }

  for (const call of users.flatMap(registrationsOf)) {
    const places = resolve(call.file, call.item, call.table);
    if (places.length === 0 || call.paths.length === 0)
      undecided.push({
        file: call.file.path,
        line: call.line,
        text: call.text,
      });
    for (const place of places)
      for (const path of call.paths)
        enter(
          path.replace(/^\/|\/$/gu, ""),
          place,
          conditionAt(call.file, call.line),
          call.file.path,
          0,
        );
  }
  for (const file of users)
    for (const table of file.tables) {
      const [first] = table.entries;
      if (first && !registered.has(table))
        undecided.push({
          file: file.path,
          line: first.line,
          text: `table ${table.name}: no call that registers it was found`,
        });
      for (const { line, text } of table.unread)
        undecided.push({ file: file.path, line, text });
    }

  /** @type {Gate[]} */
  const gates = [];
  for (const [key, ways] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const gate = simplify(any(ways.map((way) => way.gate)), kconfig);
    const open = termsOf(gate).find(({ kind }) => kind === "open");
    const modules = new Set(ways.map(({ module }) => module));
    if (open)
      for (const { file, line } of ways.slice(0, 1))
        undecided.push({ file, line, text: `${key} requires ${textOf(gate)}` });
    else if (!isNever(gate))
      gates.push({
        key,
        gate,
        module: modules.has("") ? "" : [...modules].join(","),
        files: [...new Set(ways.map(({ file }) => file))],
      });
  }
  return { gates, undecided, kconfig };
}

/**
 * Names that code sets at run time, such as those of devices.
 *
 * @param {CFile} file
 * @returns {Undecided[]}
 */
function namesOfRunTime(file) {
  return file.items
    .filter(({ kind }) => kind === "function")
    .flatMap((item) =>
      [
        ...item.text.matchAll(
          /[\w\][.>-]+(?:->|\.)procname\s*=(?!=)\s*([^;]+);/gu,
        ),
      ]
        .filter(([, value = ""]) => value.trim() !== "NULL")
        .map((found) => ({
          file: file.path,
          line:
            item.line + item.text.slice(0, found.index).split("\n").length - 1,
          text: found[0].replace(/\s+/gu, " "),
        })),
    );
}

/**
 * @param {readonly CFile[]} files
 * @param {CFile} file
 * @param {string} name of a table
 */
function childrenOf(files, file, name) {
  const own = file.tables.filter((table) => table.name === name);
  if (own.length > 0) return own.map((table) => ({ file, table }));
  return files.flatMap((other) =>
    other.tables
      .filter((table) => table.name === name)
      .map((table) => ({ file: other, table })),
  );
}

/**
 * A dot in the name of a file is written as a slash, as sysctl does.
 *
 * @param {string} path
 */
function keyOf(path) {
  return path.replaceAll("/", ".").replaceAll("%", "/");
}
