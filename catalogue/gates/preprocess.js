// @ts-check
import { ALWAYS, all, not } from "./expression.js";
import { parseDirective } from "./parse-condition.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 *
 * @typedef {object} Define
 * @property {boolean} hasParameters
 * @property {string} body
 *
 * @typedef {object} Include
 * @property {string} name `"pid_sysctl.h"` without the quotes, or `linux/sysctl.h`
 * @property {Condition} condition
 *
 * @typedef {object} Preprocessed
 * @property {string} code the text without comments and directives, with the same lines
 * @property {readonly Condition[]} conditions of each line
 * @property {ReadonlyMap<string, Define>} defines the last of each name
 * @property {readonly Include[]} includes
 */

const COMMENT =
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/gu;

/**
 * Separates C text from its directives, and notes under which `#if` each line is.
 *
 * @param {string} text
 * @param {(macro: string) => Condition} isDefined whether a macro other than `CONFIG_` is defined
 * @returns {Preprocessed}
 */
export function preprocess(text, isDefined) {
  const lines = text
    .replace(COMMENT, (found) =>
      found.startsWith("/") ? found.replace(/[^\n]/gu, " ") : found,
    )
    .split("\n");
  /** @type {Map<string, Define>} */
  const defines = new Map();
  /** @type {Include[]} */
  const includes = [];
  /** @type {string[]} */
  const code = [];
  /** @type {Condition[]} */
  const conditions = [];
  /** @type {{ own: Condition, before: readonly Condition[] }[]} */
  const stack = [];
  let here = /** @type {Condition} */ (ALWAYS);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    if (!/^\s*#/u.test(line)) {
      code.push(line);
      conditions.push(here);
      continue;
    }
    let directive = line;
    while (directive.endsWith("\\") && at + 1 < lines.length) {
      directive = `${directive.slice(0, -1)} ${lines[++at] ?? ""}`;
      code.push("");
      conditions.push(here);
    }
    code.push("");
    conditions.push(here);
    const [, word = "", rest = ""] =
      /^\s*#\s*(\w+)\s*([^\n]*)$/u.exec(directive) ?? [];
    if (word === "define") {
      const [, name = "", parameters, body = ""] =
        /^(\w+)(\([^)]*\))?\s*(.*)$/u.exec(rest) ?? [];
      defines.set(name, { hasParameters: parameters !== undefined, body });
    } else if (word === "include") {
      const name = /^["<]([^">]+)[">]/u.exec(rest)?.[1];
      if (name !== undefined) includes.push({ name, condition: here });
    } else if (word === "if" || word === "ifdef" || word === "ifndef") {
      const condition = isGuard(word, rest, lines[at + 1] ?? "")
        ? ALWAYS
        : conditionOf(word, rest, isDefined);
      stack.push({ own: condition, before: [] });
    } else if (word === "elif" || word === "else") {
      const last = stack.pop();
      if (last) {
        const before = [...last.before, last.own];
        const own = word === "elif" ? parseDirective(rest, isDefined) : ALWAYS;
        stack.push({ own, before });
      }
    } else if (word === "endif") stack.pop();
    here = all(stack.flatMap(({ own, before }) => [...before.map(not), own]));
  }
  return { code: code.join("\n"), conditions, defines, includes };
}

/**
 * @param {string} word
 * @param {string} rest
 * @param {(macro: string) => Condition} isDefined
 * @returns {Condition}
 */
function conditionOf(word, rest, isDefined) {
  if (word === "if") return parseDirective(rest, isDefined);
  const [name = ""] = rest.split(/\s/u);
  const condition = parseDirective(`defined(${name})`, isDefined);
  return word === "ifdef" ? condition : not(condition);
}

/**
 * Whether a condition only keeps a header from being read twice.
 *
 * @param {string} word
 * @param {string} rest
 * @param {string} next
 */
function isGuard(word, rest, next) {
  return (
    word === "ifndef" &&
    new RegExp(`^\\s*#\\s*define\\s+${rest.trim()}\\s*$`, "u").test(next)
  );
}
