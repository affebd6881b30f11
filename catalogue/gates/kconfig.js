// @ts-check
import { definitionsIn } from "./kconfig-file.js";
import { parseGate } from "./parse-condition.js";

/**
 * What Kconfig files say of options.
 *
 * @typedef {object} Kconfig
 * @property {(name: string) => boolean} isTristate whether an option can be `m`
 * @property {(name: string) => boolean} canBeOn whether a kernel of amd64 or arm64 can have the option
 * @property {(name: string) => ReadonlySet<string>} requiredBy every option that is on where this one is
 * @property {(name: string) => import("./expression.js").Condition | undefined} derivedFrom what alone decides an option that nobody can set
 */

/**
 * Reads Kconfig files. What an option requires are the plain names that `depends on`, `if`, `menu` and `select` join by
 * `&&`: a condition with `||` requires none of its options.
 *
 * @param {readonly { path: string, text: string }[]} files
 * @returns {Kconfig}
 */
export function readKconfig(files) {
  /** @type {Map<string, import("./kconfig-file.js").Definition[]>} */
  const byName = new Map();
  for (const { path, text } of files) {
    const architecture = /^arch\/(x86|arm64)\//u.exec(path)?.[1];
    const around =
      architecture === undefined ? [] : [architecture.toUpperCase()];
    for (const definition of definitionsIn(text, around))
      byName.set(definition.name, [
        ...(byName.get(definition.name) ?? []),
        definition,
      ]);
  }
  const definitionsOf = (/** @type {string} */ name) => byName.get(name) ?? [];
  // An architecture may define an option once more: only what all definitions need is certain.
  const needsOf = (/** @type {string} */ name) =>
    inAll(
      definitionsOf(name).map(({ conditions }) => conditions.flatMap(namesIn)),
    );
  /** @type {Map<string, ReadonlySet<string>>} */
  const closures = new Map();
  return {
    isTristate: (name) =>
      definitionsOf(name).some(({ isTristate }) => isTristate),
    canBeOn: (name) =>
      [name, ...closureOf(name, needsOf)].every((one) => byName.has(one)),
    requiredBy(name) {
      const closure =
        closures.get(name) ??
        closureOf(name, (of) => [
          ...needsOf(of),
          ...definitionsOf(of).flatMap(({ selects }) => selects),
        ]);
      closures.set(name, closure);
      return closure;
    },
    derivedFrom(name) {
      const [only, ...others] = definitionsOf(name);
      if (!only?.isOn || only.hasPrompt || others.length > 0) return undefined;
      return parseGate(
        only.conditions.map((text) => `(${text})`).join(" && ") || "-",
      );
    },
  };
}

/**
 * @param {string} text `A && (B || C) && D=y`
 * @returns {readonly string[]} `A`, `D`
 */
function namesIn(text) {
  const plain = text.replace(/\([^()]*\)/gu, "0");
  if (plain.includes("||") || /[()]/u.test(plain)) return [];
  return plain
    .split("&&")
    .map((part) => part.trim().replace(/\s*=\s*[ym]$/u, ""))
    .filter((part) => /^\w+$/u.test(part) && part !== "0");
}

/**
 * @param {readonly (readonly string[])[]} lists
 * @returns {readonly string[]}
 */
function inAll([first = [], ...others]) {
  return first.filter((name) => others.every((list) => list.includes(name)));
}

/**
 * @param {string} name
 * @param {(name: string) => readonly string[]} next
 * @returns {ReadonlySet<string>}
 */
function closureOf(name, next) {
  /** @type {Set<string>} */
  const found = new Set();
  const queue = [...next(name)];
  for (let one = queue.pop(); one !== undefined; one = queue.pop())
    if (one !== name && !found.has(one)) {
      found.add(one);
      queue.push(...next(one));
    }
  return found;
}
