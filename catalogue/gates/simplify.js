// @ts-check
import {
  ALWAYS,
  NEVER,
  all,
  any,
  mapOptions,
  option,
  termsOf,
} from "./expression.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 * @typedef {import("./kconfig.js").Kconfig} Kconfig
 * @typedef {ReadonlyMap<string, 0 | 1 | 2>} Assignment `n`, `m` and `y` of options
 */

/** Options that every kernel with `/proc/sys`, a network and an MMU has. */
const BASE = new Set(
  "SYSCTL PROC_SYSCTL PROC_FS NET INET MMU PRINTK BLOCK".split(" "),
);

/** @type {readonly (0 | 1 | 2)[]} */
const THREE = [0, 1, 2];

/** @type {readonly (0 | 1 | 2)[]} */
const TWO = [0, 2];

/** Above this number of options a condition stays as it is. */
const MOST_TERMS = 9;

/**
 * Leaves out of a condition what every kernel has and what its other options imply. Options of other architectures are off.
 *
 * @param {Condition} condition
 * @param {Kconfig} kconfig
 * @returns {Condition}
 */
export function simplify(condition, kconfig) {
  const plain = mapOptions(condition, ({ name, isBuiltIn }) =>
    BASE.has(name)
      ? ALWAYS
      : !kconfig.canBeOn(name)
        ? NEVER
        : option(name, isBuiltIn && kconfig.isTristate(name)),
  );
  if (implies(ALWAYS, plain, kconfig)) return ALWAYS;
  if (implies(plain, NEVER, kconfig)) return NEVER;
  if (plain.kind === "or")
    return any(
      without(
        plain.of.map((part) => simplify(part, kconfig)),
        (part, others) => implies(part, any(others), kconfig),
      ),
    );
  if (plain.kind === "and")
    return all(
      without(plain.of, (part, others) => implies(all(others), part, kconfig)),
    );
  return plain;
}

/**
 * @param {readonly Condition[]} parts
 * @param {(part: Condition, others: readonly Condition[]) => boolean} isNeedless
 */
function without(parts, isNeedless) {
  const left = [...parts];
  for (let at = left.length - 1; at >= 0 && left.length > 1; at--) {
    const [part] = left.splice(at, 1);
    if (part && !isNeedless(part, left)) left.splice(at, 0, part);
  }
  return left;
}

/**
 * Replaces options that nobody can set by what switches them on: `COMPAT_32` by `IA32_EMULATION || X86_32`.
 *
 * @param {Condition} condition
 * @param {Kconfig} kconfig
 * @param {number} depth
 * @returns {Condition}
 */
export function expand(condition, kconfig, depth = 0) {
  if (depth > 3) return condition;
  return mapOptions(condition, (own) => {
    const from = kconfig.derivedFrom(own.name);
    return from ? expand(from, kconfig, depth + 1) : own;
  });
}

/**
 * Whether each kernel that fulfils the first condition fulfils the second.
 *
 * @param {Condition} first
 * @param {Condition} second
 * @param {Kconfig} kconfig
 * @returns {boolean}
 */
export function implies(first, second, kconfig) {
  const names = [
    ...new Set([...termsOf(first), ...termsOf(second)].map(nameOf)),
  ];
  if (names.length > MOST_TERMS) return false;
  for (const assignment of assignments(names, kconfig))
    if (holds(first, assignment) && !holds(second, assignment)) return false;
  return true;
}

/** @param {import("./expression.js").Option | import("./expression.js").Open} term */
function nameOf(term) {
  return term.kind === "option" ? term.name : `"${term.text}"`;
}

/**
 * All states of some options that Kconfig allows.
 *
 * @param {readonly string[]} names
 * @param {Kconfig} kconfig
 * @returns {Generator<Assignment>}
 */
function* assignments(names, kconfig) {
  const pairs = names.flatMap((name) =>
    names
      .filter((other) => kconfig.requiredBy(name).has(other))
      .map((other) => /** @type {const} */ ([name, other])),
  );
  /** @type {Assignment[]} */
  let states = [new Map()];
  for (const name of names)
    states = states.flatMap((state) =>
      (kconfig.isTristate(name) ? THREE : TWO).map(
        (value) => new Map([...state, [name, value]]),
      ),
    );
  for (const state of states)
    if (
      pairs.every(([name, other]) => {
        const [value = 0, needed = 0] = [state.get(name), state.get(other)];
        return kconfig.isTristate(name) && kconfig.isTristate(other)
          ? value <= needed
          : value === 0 || needed > 0;
      })
    )
      yield state;
}

/**
 * @param {Condition} condition
 * @param {Assignment} state
 * @returns {boolean}
 */
function holds(condition, state) {
  switch (condition.kind) {
    case "always":
      return true;
    case "option":
      return (state.get(condition.name) ?? 0) >= (condition.isBuiltIn ? 2 : 1);
    case "open":
      return state.get(nameOf(condition)) === 2;
    case "not":
      return !holds(condition.of, state);
    case "and":
      return condition.of.every((part) => holds(part, state));
    case "or":
      return condition.of.some((part) => holds(part, state));
  }
}
