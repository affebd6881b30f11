// @ts-check
import { argumentsAt } from "./c-items.js";
import { literalOf } from "./tables.js";

/**
 * @typedef {import("./c-file.js").CFile} CFile
 * @typedef {import("./c-items.js").Item} Item
 */

/**
 * The folders that an expression may be: a literal, a macro, a variable that the function sets, an array of names as in
 * Linux 5.10, or a parameter that the callers in the file give.
 *
 * @param {CFile} file
 * @param {Item} item the function
 * @param {string} expression
 * @param {number} depth
 * @returns {readonly string[]}
 */
export function pathsOf(file, item, expression, depth = 0) {
  const literal = literalOf(expression, file.defines);
  if (literal !== undefined) return [literal];
  if (!/^\w+$/u.test(expression) || depth > 3) return [];
  const array = file.items.find(
    ({ kind, name, text }) =>
      kind === "variable" && name === expression && text.includes("ctl_path"),
  );
  if (array) return [namesIn(array.text, file)];
  const local = new RegExp(
    `\\bstruct ctl_path ${expression}\\s*\\[[^\\]]*\\]\\s*=\\s*(\\{[^;]*\\});`,
    "u",
  ).exec(item.text)?.[1];
  if (local !== undefined) return [namesIn(local, file)];
  return [
    ...printed(file, item, expression),
    ...assigned(item, expression).flatMap((right) =>
      pathsOf(file, item, right, depth + 1),
    ),
    ...argumentsFor(file, item, expression).flatMap(({ caller, given }) =>
      pathsOf(file, caller, given, depth + 1),
    ),
  ];
}

/**
 * @param {string} text `{ { .procname = "dev" }, { .procname = "raid" }, { } }`
 * @param {CFile} file
 */
function namesIn(text, file) {
  return [...text.matchAll(/\.procname\s*=\s*([^,}\n]+)/gu)]
    .map(([, value = ""]) => literalOf(value.trim(), file.defines) ?? "*")
    .join("/");
}

/**
 * What snprintf() writes into a variable. A `%s` is each literal that the function assigns to its argument, if it assigns
 * only literals, and `*` otherwise.
 *
 * @param {CFile} file
 * @param {Item} item
 * @param {string} variable
 * @returns {readonly string[]}
 */
function printed(file, item, variable) {
  return [...item.text.matchAll(/\bsn?printf\s*\(/gu)].flatMap((found) => {
    const given = argumentsAt(item.text, found.index + found[0].length - 1);
    if (given[0] !== variable) return [];
    const at = given.findIndex((one) => one.includes('"'));
    const format = literalOf(given[at] ?? "", file.defines);
    if (format === undefined) return [];
    let paths = [""];
    let next = at + 1;
    for (const part of format.split(/(%\w+)/u)) {
      const texts = part.startsWith("%")
        ? literalsOf(file, item, given[next++] ?? "")
        : [part];
      paths = paths.flatMap((path) => texts.map((text) => path + text));
    }
    return paths;
  });
}

/**
 * @param {CFile} file
 * @param {Item} item
 * @param {string} expression
 * @returns {readonly string[]}
 */
function literalsOf(file, item, expression) {
  const literals = assigned(item, expression).map((right) =>
    literalOf(right, file.defines),
  );
  return literals.length > 0 && literals.every((one) => one !== undefined)
    ? [...new Set(literals)]
    : ["*"];
}

/**
 * The right sides of the assignments to an expression in a function.
 *
 * @param {Item} item
 * @param {string} expression
 * @returns {readonly string[]}
 */
export function assigned(item, expression) {
  const left = expression.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&");
  return [
    ...item.text.matchAll(
      new RegExp(`(?<![\\w.>])${left}\\s*=(?!=)\\s*([^;]+);`, "gu"),
    ),
  ].map(([, right = ""]) => right.replace(/\s+/gu, " ").trim());
}

/**
 * What the callers in a file give for a parameter of a function.
 *
 * @param {CFile} file
 * @param {Item} item
 * @param {string} parameter
 * @returns {readonly { caller: Item, given: string }[]}
 */
export function argumentsFor(file, item, parameter) {
  const open = item.text.indexOf("(", item.text.indexOf(item.name));
  const at = argumentsAt(item.text, open).findIndex((one) =>
    new RegExp(`\\b${parameter}(?:\\[\\w*\\])?$`, "u").test(one),
  );
  if (at < 0) return [];
  return file.items
    .filter((other) => other.kind === "function" && other !== item)
    .flatMap((caller) =>
      [...caller.text.matchAll(new RegExp(`\\b${item.name}\\s*\\(`, "gu"))].map(
        (found) => ({
          caller,
          given:
            argumentsAt(caller.text, found.index + found[0].length - 1)[at] ??
            "",
        }),
      ),
    );
}
