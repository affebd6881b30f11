// @ts-check
import { dirname } from "node:path";
import { all, option } from "./expression.js";
import { readMakefiles } from "./makefiles.js";
import { preprocess } from "./preprocess.js";

/**
 * @typedef {import("./expression.js").Condition} Condition
 * @typedef {import("./makefiles.js").Built} Built
 */

/**
 * Returns what tells under which options a file is compiled: by the Makefiles, or by the file of the same folder that
 * includes it.
 *
 * @param {import("./source-tree.js").SourceTree} tree
 * @param {readonly string[]} paths
 * @param {(option: string) => boolean} isTristate
 * @param {(macro: string) => Condition} isDefined
 * @returns {(path: string) => readonly Built[]}
 */
export function fileGates(tree, paths, isTristate, isDefined) {
  const built = readMakefiles(tree, isTristate);
  /** @type {Map<string, readonly Built[]>} */
  const known = new Map();

  /**
   * @param {string} path
   * @param {number} depth
   * @returns {readonly Built[]}
   */
  function gatesOf(path, depth) {
    const ways = built.get(path) ?? (depth < 3 ? includersOf(path, depth) : []);
    return ways;
  }

  /**
   * @param {string} path
   * @param {number} depth
   * @returns {readonly Built[]}
   */
  function includersOf(path, depth) {
    const folder = dirname(path);
    const name = path.slice(folder.length + 1);
    return paths
      .filter(
        (other) =>
          dirname(other) === folder && /\.[ch]$/u.test(other) && other !== path,
      )
      .flatMap((other) => {
        const text = tree.read(other) ?? "";
        if (!text.includes(`"${name}"`)) return [];
        return preprocess(text, isDefined)
          .includes.filter((include) => include.name === name)
          .flatMap(({ condition }) =>
            gatesOf(other, depth + 1).map(({ gate, module }) => ({
              gate: all([gate, condition]),
              module,
            })),
          );
      });
  }

  return (path) => {
    const cached = known.get(path);
    if (cached) return cached;
    const found = gatesOf(path, 0);
    const architecture = /^arch\/(x86|arm64)\//u.exec(path)?.[1];
    const ways = (
      found.length > 0
        ? found
        : [
            {
              gate: /** @type {Condition} */ ({
                kind: "open",
                text: `no Makefile builds ${path}`,
              }),
              module: "",
            },
          ]
    ).map((way) =>
      architecture === undefined
        ? way
        : { ...way, gate: all([way.gate, option(architecture.toUpperCase())]) },
    );
    known.set(path, ways);
    return ways;
  };
}
