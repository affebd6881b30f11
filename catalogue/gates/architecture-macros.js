// @ts-check
import { ALWAYS, option } from "./expression.js";

/** @typedef {import("./expression.js").Condition} Condition */

/**
 * Returns what tells whether a macro is defined: by the headers of an architecture, or unknown.
 *
 * @param {import("./source-tree.js").SourceTree} tree
 * @param {readonly string[]} paths
 * @returns {(macro: string) => Condition}
 */
export function architectureMacros(tree, paths) {
  const [x86, arm64] = ["x86", "arm64"].map(
    (arch) =>
      new Set(
        paths
          .filter((path) => path.startsWith(`arch/${arch}/include/asm/`))
          .flatMap((path) => [
            ...(tree.read(path) ?? "").matchAll(/^\s*#\s*define\s+(\w+)/gmu),
          ])
          .map(([, name = ""]) => name),
      ),
  );
  return (macro) => {
    const [onX86, onArm64] = [x86?.has(macro), arm64?.has(macro)];
    if (onX86 && onArm64) return ALWAYS;
    if (onX86) return option("X86");
    if (onArm64) return option("ARM64");
    return { kind: "open", text: `defined(${macro})` };
  };
}
