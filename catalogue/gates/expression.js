// @ts-check
/**
 * Conditions over kernel options, as in gates.tsv: `NETFILTER && (A || B=y)`.
 *
 * @typedef {{ kind: "option", name: string, isBuiltIn: boolean }} Option `A` is `y` or `m`; `A=y` is built in
 * @typedef {{ kind: "open", text: string }} Open what cannot be decided from options
 * @typedef {{ kind: "always" }} Always
 * @typedef {{ kind: "not", of: Condition }} Not
 * @typedef {{ kind: "and" | "or", of: readonly Condition[] }} Group
 * @typedef {Option | Open | Always | Not | Group} Condition
 */

/** @type {Always} */
export const ALWAYS = { kind: "always" };

/** @type {Not} */
export const NEVER = { kind: "not", of: ALWAYS };

/**
 * @param {string} name
 * @param {boolean} isBuiltIn
 * @returns {Option}
 */
export function option(name, isBuiltIn = false) {
  return { kind: "option", name, isBuiltIn };
}

/**
 * @param {readonly Condition[]} of
 * @returns {Condition}
 */
export function all(of) {
  const parts = of
    .flatMap((part) => (part.kind === "and" ? part.of : [part]))
    .filter(({ kind }) => kind !== "always");
  if (parts.some(isNever)) return NEVER;
  return parts.length < 2 ? (parts[0] ?? ALWAYS) : { kind: "and", of: parts };
}

/**
 * @param {readonly Condition[]} of
 * @returns {Condition}
 */
export function any(of) {
  const parts = of
    .flatMap((part) => (part.kind === "or" ? part.of : [part]))
    .filter((part) => !isNever(part));
  if (parts.some(({ kind }) => kind === "always")) return ALWAYS;
  return parts.length < 2 ? (parts[0] ?? NEVER) : { kind: "or", of: parts };
}

/**
 * @param {Condition} of
 * @returns {Condition}
 */
export function not(of) {
  return of.kind === "not" ? of.of : { kind: "not", of };
}

/** @param {Condition} condition */
export function isNever(condition) {
  return condition.kind === "not" && condition.of.kind === "always";
}

/**
 * The options and the undecided terms of a condition, by the text that names them.
 *
 * @param {Condition} condition
 * @returns {(Option | Open)[]}
 */
export function termsOf(condition) {
  switch (condition.kind) {
    case "always":
      return [];
    case "option":
    case "open":
      return [condition];
    case "not":
      return termsOf(condition.of);
    case "and":
    case "or":
      return condition.of.flatMap(termsOf);
  }
}

/**
 * Replaces the options of a condition.
 *
 * @param {Condition} condition
 * @param {(option: Option) => Condition} replace
 * @returns {Condition}
 */
export function mapOptions(condition, replace) {
  switch (condition.kind) {
    case "option":
      return replace(condition);
    case "not":
      return not(mapOptions(condition.of, replace));
    case "and":
      return all(condition.of.map((part) => mapOptions(part, replace)));
    case "or":
      return any(condition.of.map((part) => mapOptions(part, replace)));
    case "always":
    case "open":
      return condition;
  }
}

/**
 * Writes a condition as a cell of gates.tsv: `-` is always.
 *
 * @param {Condition} condition
 * @returns {string}
 */
export function textOf(condition) {
  switch (condition.kind) {
    case "always":
      return "-";
    case "option":
      return condition.isBuiltIn ? `${condition.name}=y` : condition.name;
    case "open":
      return `"${condition.text}"`;
    case "not":
      return isNever(condition) ? "never" : `!${inner(condition.of)}`;
    case "and":
      return condition.of.map(inner).join(" && ");
    case "or":
      return condition.of.map(inner).join(" || ");
  }
}

/** @param {Condition} condition */
function inner(condition) {
  const text = textOf(condition);
  return condition.kind === "and" || condition.kind === "or"
    ? `(${text})`
    : text;
}
