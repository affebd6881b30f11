// @ts-check
/**
 * The functions and variables of a C file, found by the kernel's style: what begins at the start of a line ends with a `}`
 * there. Braces that an `#if` makes unequal do no harm that way.
 *
 * @typedef {object} Item
 * @property {"function" | "variable" | "other"} kind
 * @property {string} name
 * @property {string} text
 * @property {number} line of its first character, from 1
 */

/**
 * @param {string} code without comments and directives
 * @returns {readonly Item[]}
 */
export function itemsOf(code) {
  /** @type {Item[]} */
  const items = [];
  const lines = code.split("\n");
  let start = 0;
  let depth = 0;
  for (const [at, line] of lines.entries()) {
    if (at === start && line.trim() === "") {
      start = at + 1;
      continue;
    }
    depth += count(line, "{") - count(line, "}");
    const closes = line.startsWith("}") && !line.trimEnd().endsWith("{");
    const isWhole = depth <= 0 && /[;}]\s*$/u.test(line) && !/^\s/u.test(line);
    const endsList = depth <= 0 && /;\s*$/u.test(line);
    if (!closes && !isWhole && !endsList) continue;
    // `}` before a declarator: struct x { ... } name = { ... };
    if (closes && !/[;}]\s*$/u.test(line)) continue;
    items.push(itemOf(lines.slice(start, at + 1).join("\n"), start + 1));
    start = at + 1;
    depth = 0;
  }
  return items;
}

/**
 * @param {string} text
 * @param {string} character
 */
function count(text, character) {
  return text.replace(/"(?:\\.|[^"\\])*"/gu, "").split(character).length - 1;
}

/**
 * @param {string} text
 * @param {number} line
 * @returns {Item}
 */
function itemOf(text, line) {
  const head = text.slice(
    0,
    text.includes("{") ? text.indexOf("{") : undefined,
  );
  const declared =
    /(\w+)\s*(?:\[[^\]]*\]\s*)*(?:__\w+\s*(?:\([^)]*\)\s*)?)*=\s*$/u.exec(
      head,
    ) ?? /\n\}\s*(\w+)\s*(?:\[[^\]]*\]\s*)*(?:__\w+\s*)*=\s*\{/u.exec(text);
  if (declared)
    return { kind: "variable", name: declared[1] ?? "", text, line };
  // __printf(1, 2) before a name is not the function.
  const called = /(\w+)\s*\(/u.exec(
    head.replace(/\b__\w+\s*\([^)]*\)(?=\s*\w)/gu, ""),
  );
  if (text.includes("{") && called)
    return { kind: "function", name: called[1] ?? "", text, line };
  return { kind: "other", name: "", text, line };
}

/**
 * Splits what is between the parenthesis at a place and its partner at the commas outside of other brackets.
 *
 * @param {string} text
 * @param {number} open the place of the parenthesis
 * @returns {readonly string[]}
 */
export function argumentsAt(text, open) {
  /** @type {string[]} */
  const parts = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === '"') {
      at = text.indexOf('"', at + 1);
      if (at < 0) break;
    } else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    if (depth === 0 || (depth === 1 && character === ",")) {
      parts.push(text.slice(from, at).replace(/\s+/gu, " ").trim());
      from = at + 1;
      if (depth === 0) break;
    }
  }
  return parts;
}

/**
 * The line of a place in a text that begins on another line.
 *
 * @param {Item} item
 * @param {number} at
 */
export function lineAt(item, at) {
  return item.line + item.text.slice(0, at).split("\n").length - 1;
}
