// @ts-check
import { ALWAYS, all, any, not, NEVER, option } from "./expression.js";

/** @typedef {import("./expression.js").Condition} Condition */

const TOKENS =
  /"[^"]*"|&&|\|\||[!=<>]=|[!()<>?:+*,%&|^~-]|[A-Za-z_$]\w*(?:=y)?|\d\w*|\S/gu;

/**
 * Parses a cell of gates.tsv.
 *
 * @param {string} text
 * @returns {Condition}
 */
export function parseGate(text) {
  if (text === "-") return ALWAYS;
  return new Parser(text, (name) =>
    name.endsWith("=y") ? option(name.slice(0, -2), true) : option(name),
  ).whole();
}

/**
 * Parses what follows `#if`. What depends on something else than options is an undecided term.
 *
 * @param {string} text
 * @param {(macro: string) => Condition} isDefined whether a macro other than `CONFIG_` is defined
 * @returns {Condition}
 */
export function parseDirective(text, isDefined) {
  const plain = text
    .replace(
      /\bIS_(ENABLED|REACHABLE|BUILTIN|MODULE)\s*\(\s*CONFIG_(\w+)\s*\)/gu,
      (_, /** @type {string} */ how, /** @type {string} */ name) =>
        how === "MODULE"
          ? `defined(CONFIG_${name}_MODULE)`
          : how === "BUILTIN"
            ? `defined(CONFIG_${name})`
            : `enabled_${name}`,
    )
    .replace(/\bdefined\s*\(\s*(\w+)\s*\)/gu, "defined_$1")
    .replace(/\bdefined\s+(\w+)/gu, "defined_$1");
  return new Parser(plain, (name) => {
    const [, how, macro = ""] = /^(enabled|defined)_(\w+)$/u.exec(name) ?? [];
    if (how === "enabled") return option(macro);
    if (how === undefined) return { kind: "open", text: name };
    const [, config, isModule] = /^CONFIG_(\w+?)(_MODULE)?$/u.exec(macro) ?? [];
    if (config === undefined) return isDefined(macro);
    return isModule
      ? all([option(config), not(option(config, true))])
      : option(config, true);
  }).whole();
}

/** Reads `||`, `&&`, `!` and parentheses; anything with another operator is one undecided term. */
class Parser {
  #at = 0;
  /** @type {readonly string[]} */
  #tokens;
  /** @type {(name: string) => Condition} */
  #term;

  /**
   * @param {string} text
   * @param {(name: string) => Condition} term
   */
  constructor(text, term) {
    this.#tokens = text.match(TOKENS) ?? [];
    this.#term = term;
  }

  /** @returns {Condition} */
  whole() {
    const condition = this.#or();
    return this.#at === this.#tokens.length
      ? condition
      : { kind: "open", text: this.#tokens.join(" ") };
  }

  /** @returns {Condition} */
  #or() {
    return any(this.#list("||", () => this.#and()));
  }

  /** @returns {Condition} */
  #and() {
    return all(this.#list("&&", () => this.#comparison()));
  }

  /**
   * @param {string} operator
   * @param {() => Condition} next
   */
  #list(operator, next) {
    const parts = [next()];
    while (this.#tokens[this.#at] === operator) {
      this.#at++;
      parts.push(next());
    }
    return parts;
  }

  /** @returns {Condition} */
  #comparison() {
    const from = this.#at;
    const left = this.#unary();
    if (!/^(?:[=!]=|[<>]=?)$/u.test(this.#tokens[this.#at] ?? "")) return left;
    this.#at++;
    this.#unary();
    const text = this.#tokens.slice(from, this.#at).join(" ");
    // Both architectures of the tables have 64 bits.
    if (text === "BITS_PER_LONG == 64") return ALWAYS;
    if (text === "BITS_PER_LONG == 32") return NEVER;
    return { kind: "open", text };
  }

  /** @returns {Condition} */
  #unary() {
    const token = this.#tokens[this.#at++] ?? "";
    if (token === "!") return not(this.#unary());
    if (token === "(") {
      const condition = this.#or();
      if (this.#tokens[this.#at] === ")") this.#at++;
      return condition;
    }
    if (token === "0") return NEVER;
    if (/^\d+[uUlL]*$|^0x/u.test(token)) return ALWAYS;
    return this.#term(token);
  }
}
