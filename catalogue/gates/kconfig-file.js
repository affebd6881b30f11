// @ts-check
/**
 * @typedef {object} Definition one `config` of a Kconfig file
 * @property {string} name
 * @property {readonly string[]} conditions of `depends on`, and of the `if` and `menu` blocks around it
 * @property {readonly string[]} selects without those that have a condition
 * @property {boolean} isTristate
 * @property {boolean} hasPrompt whether a person can set it
 * @property {boolean} isOn whether it is `y` where nothing else sets it
 */

/**
 * Reads the options that a Kconfig file defines.
 *
 * @param {string} text
 * @param {readonly string[]} around the conditions of the whole file
 * @returns {readonly Definition[]}
 */
export function definitionsIn(text, around) {
  /** @type {Definition[]} */
  const definitions = [];
  /** @type {string[][]} the conditions of the blocks around a line */
  const blocks = [[...around]];
  /** @type {string[]} where `depends on` goes */
  let conditions = [];
  /** @type {string[]} */
  let selects = [];
  /** @param {Partial<Definition>} fields */
  const amend = (fields) => {
    const last = definitions.pop();
    if (last) definitions.push({ ...last, ...fields });
  };
  let isConfig = false;
  for (const { word, rest } of statementsIn(text)) {
    if (word === "config" || word === "menuconfig") {
      [conditions, selects, isConfig] = [blocks.flat(), [], true];
      definitions.push({
        ...{ name: rest, conditions, selects },
        ...{ isTristate: false, hasPrompt: false, isOn: false },
      });
    } else if (/^(?:if|menu|choice)$/u.test(word)) {
      [conditions, isConfig] = [word === "if" ? [rest] : [], false];
      blocks.push(conditions);
    } else if (/^end(?:if|menu|choice)$/u.test(word)) {
      blocks.pop();
      [conditions, isConfig] = [[], false];
    } else if (word === "comment" || word === "source")
      [conditions, isConfig] = [[], false];
    else if (word === "depends") conditions.push(rest.replace(/^on\s+/u, ""));
    else if (!isConfig) continue;
    else if (word === "select" && /^\w+$/u.test(rest)) selects.push(rest);
    else if (word === "prompt") amend({ hasPrompt: true });
    else if (word === "default" && rest === "y") amend({ isOn: true });
    else if (/^(?:def_)?(?:tristate|bool)$/u.test(word)) {
      if (word.endsWith("tristate")) amend({ isTristate: true });
      if (word.startsWith("def_")) amend({ isOn: rest === "y" });
      else if (rest !== "") amend({ hasPrompt: true });
    }
  }
  return definitions;
}

/**
 * The statements of a Kconfig file, without help texts: these end where the indentation becomes smaller.
 *
 * @param {string} text
 * @returns {Generator<{ word: string, rest: string }>}
 */
function* statementsIn(text) {
  /** @type {number | undefined} of the help text, 0 before its first line */
  let help;
  for (const line of text.replace(/\\\n/gu, " ").split("\n")) {
    const [, space = "", word = "", rest = ""] =
      /^(\s*)(\S+)\s*(.*)$/u.exec(line) ?? [];
    if (word === "") continue;
    const indent = space.replaceAll("\t", " ".repeat(8)).length;
    if (help !== undefined && indent > 0 && indent >= help) {
      help = help === 0 ? indent : help;
      continue;
    }
    help = word === "help" || word === "---help---" ? 0 : undefined;
    if (help === undefined && !word.startsWith("#"))
      yield { word, rest: rest.replace(/(?:^|\s)#.*/u, "").trim() };
  }
}
