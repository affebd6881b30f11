// @ts-check
import { join, normalize } from "node:path";
import { all, ALWAYS } from "./expression.js";
import { parseMakefile } from "./parse-makefile.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 *
 * @typedef {object} Built one way in which a source file gets into a kernel
 * @property {Condition} gate
 * @property {string} module the object that it is part of; empty if that is always built in
 *
 * @typedef {import("./parse-makefile.js").Assignment} Assignment
 *
 * @typedef {object} Tree
 * @property {(path: string) => string | undefined} read
 * @property {(path: string) => boolean} hasFile
 */

/** The folders that the top-level Makefile builds, and those of the architectures that the tables have. */
const TOP =
  "init kernel mm fs ipc security crypto block io_uring lib net drivers sound certs virt arch/x86 arch/arm64".split(
    " ",
  );

/**
 * Finds under which options each source file is compiled.
 *
 * @param {Tree} tree
 * @param {(option: string) => boolean} isTristate whether an option can be `m`
 * @returns {ReadonlyMap<string, readonly Built[]>} by path
 */
export function readMakefiles(tree, isTristate) {
  /** @type {Map<string, Built[]>} */
  const found = new Map();
  /** @type {Set<string>} */
  const walked = new Set();
  /** @type {Map<string, readonly Assignment[]>} */
  const parsed = new Map();

  /**
   * @param {string} folder
   * @param {Condition} gate
   */
  function walk(folder, gate) {
    const mark = `${folder} ${JSON.stringify(gate)}`;
    if (walked.has(mark)) return;
    walked.add(mark);
    const text = ["Kbuild", "Makefile"]
      .map((name) => tree.read(join(folder, name)))
      .find((one) => one !== undefined);
    if (text === undefined) return;
    const assignments = parsed.get(folder) ?? parseMakefile(text);
    parsed.set(folder, assignments);
    for (const { target, gate: own, objects, option: by } of assignments) {
      if (!/^(?:obj|lib|core|drivers|net|libs)$/u.test(target)) continue;
      for (const object of objects)
        add(folder, object, all([gate, own]), by, "", assignments, []);
    }
  }

  /**
   * @param {string} folder
   * @param {string} object `ipv6.o`, `netfilter/`, or `$(mmu-y)`
   * @param {Condition} gate
   * @param {string} by the option that builds it
   * @param {string} module the module that it is part of
   * @param {readonly Assignment[]} assignments
   * @param {readonly string[]} parents
   */
  function add(folder, object, gate, by, module, assignments, parents) {
    if (object.endsWith("/"))
      return walk(normalize(join(folder, object)).replace(/\/$/u, ""), gate);
    const [, variable, plain] =
      /^\$\(([\w.-]+?)(?:-(?:y|m|objs))?\)$|^(.+)\.o$/u.exec(object) ?? [];
    const name = variable ?? plain;
    if (name === undefined || parents.includes(name)) return;
    const part =
      variable === undefined && module === "" && isTristate(by)
        ? name.replace(/^.*\//u, "").replaceAll("-", "_")
        : module;
    const members = assignments.filter(({ target }) => target === name);
    for (const { gate: own, objects } of members)
      for (const member of objects)
        add(folder, member, all([gate, own]), by, part, assignments, [
          ...parents,
          name,
        ]);
    const path = normalize(join(folder, `${plain ?? ""}.c`));
    if (plain !== undefined && tree.hasFile(path))
      found.set(path, [...(found.get(path) ?? []), { gate, module: part }]);
  }

  for (const folder of TOP) walk(folder, ALWAYS);
  return found;
}
