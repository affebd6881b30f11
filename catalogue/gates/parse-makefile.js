// @ts-check
import { all, any, ALWAYS, not, option } from "./expression.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 *
 * @typedef {object} Assignment
 * @property {string} target `obj`, `ipv6`
 * @property {Condition} gate
 * @property {readonly string[]} objects
 * @property {boolean} isPlain whether it is one for `y`
 * @property {boolean} replaces whether it drops those for `y` before it, where its option is on
 * @property {string} option the option that builds the target; empty where that is never as a module
 */

/**
 * Reads the lists of objects of a Makefile.
 *
 * @param {string} text
 * @returns {readonly Assignment[]}
 */
export function parseMakefile(text) {
  /** @type {Assignment[]} */
  const assignments = [];
  /** @type {Condition[]} */
  const blocks = [];
  for (const raw of text.replace(/\\\n/gu, " ").split("\n")) {
    const line = raw.replace(/#.*/u, "");
    const [, word, rest = ""] =
      /^\s*(ifn?eq|ifn?def|else|endif)\b\s*(.*)$/u.exec(line) ?? [];
    if (word === "endif") blocks.pop();
    else if (word === "else") {
      const before = not(blocks.pop() ?? ALWAYS);
      const [, again, more = ""] =
        /^(ifn?eq|ifn?def)\b\s*(.*)$/u.exec(rest) ?? [];
      blocks.push(
        again === undefined ? before : all([before, blockOf(again, more)]),
      );
    } else if (word !== undefined) blocks.push(blockOf(word, rest));
    else {
      const assignment = assignmentOf(line, blocks, assignments);
      if (!assignment) continue;
      // `mmu-y := nommu.o`, then `mmu-$(CONFIG_MMU) := memory.o` replaces it.
      if (assignment.replaces)
        for (const [at, earlier] of assignments.entries())
          if (earlier.target === assignment.target && earlier.isPlain)
            assignments[at] = {
              ...earlier,
              gate: all([earlier.gate, not(assignment.gate)]),
            };
      assignments.push(assignment);
    }
  }
  return assignments;
}

/**
 * @param {string} line `br_netfilter-$(CONFIG_X) += a.o b.o`
 * @param {readonly Condition[]} blocks
 * @param {readonly Assignment[]} before which may set a flag: `VDSO32-$(CONFIG_X) := y`, then `obj-$(VDSO32-y)`
 * @returns {Assignment | undefined}
 */
function assignmentOf(line, blocks, before) {
  const [, left, right = ""] =
    /^\s*([^\s:+?=]\S*?)\s*[:+?]?=\s*(.*)$/u.exec(
      line.replace(/\$\(subst m,y,\s*(\$\(CONFIG_\w+\))\)/u, "$1"),
    ) ?? [];
  if (left === undefined || !/^[\w.$]/u.test(left)) return undefined;
  const [, target = left, suffix = ""] =
    /^([\w.-]+)-(y|m|objs|\$\((?:CONFIG_\w+[^)]*|\w+-y)\).*)$/u.exec(left) ??
    [];
  const isAlwaysBuiltIn = line.includes("$(subst m,y,");
  const options = [...suffix.matchAll(/CONFIG_(\w+)/gu)].map(
    ([, name = ""]) => name,
  );
  const flag = /^\$\((\w+)-y\)$/u.exec(suffix)?.[1];
  const flagged =
    flag === undefined
      ? ALWAYS
      : any(
          before
            .filter(
              ({ target: name, objects }) =>
                name === flag && objects.includes("y"),
            )
            .map(({ gate }) => gate),
        );
  return {
    target,
    gate: all([...blocks, flagged, ...options.map((name) => option(name))]),
    objects: right.split(/\s+/u).filter((object) => object !== ""),
    option: isAlwaysBuiltIn ? "" : (options.at(-1) ?? ""),
    isPlain: suffix === "y",
    replaces: options.length > 0 && /[^+?]=|\s=/u.test(line),
  };
}

/**
 * @param {string} word
 * @param {string} text `($(CONFIG_X),y)`
 * @returns {Condition}
 */
function blockOf(word, text) {
  const names = [...text.matchAll(/CONFIG_(\w+)/gu)].map(
    ([, name = ""]) => name,
  );
  const [first = ""] = names;
  const isNegated = word.startsWith("ifn");
  const value = /,\s*"?(\w*)"?\s*\)?\s*$/u.exec(text)?.[1];
  const isPlain = /^\(?"?(?:\$\(CONFIG_\w+\))+"?\s*,|^CONFIG_\w+\s*$/u.test(
    text,
  );
  /** @type {Condition} */
  let condition = { kind: "open", text: `${word} ${text.trim()}` };
  if (!isPlain) return condition;
  if (word.endsWith("def")) condition = option(first);
  else if (value === "" || value === "n")
    condition = not(any(names.map((name) => option(name))));
  else if (/^[ym]+$/u.test(value ?? "") && value?.length === names.length)
    condition = all(
      names.map((name, at) =>
        value[at] === "y"
          ? option(name, true)
          : all([option(name), not(option(name, true))]),
      ),
    );
  else return condition;
  return isNegated ? not(condition) : condition;
}
