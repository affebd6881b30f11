import type { NodePlan } from "../plan/types.js";
import type { SysctlKey } from "../core/key.js";
import { slashed } from "../core/key.js";
import type { OutputFile } from "../targets/types.js";

/** A line of a generated file. */
export interface EmittedLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** The generated files, and the path of each as the user sees it. */
export interface Emitted {
  /** By path. */
  readonly files: ReadonlyMap<string, OutputFile>;
  readonly shownPath: (path: string) => string;
}

/** The files that configure a node, in the order of the targets. */
export function filesOf(
  { files }: Emitted,
  node: NodePlan,
): readonly OutputFile[] {
  return [...files.values()].filter(({ nodes }) =>
    nodes.some(({ kind, name }) => kind === node.kind && name === node.name),
  );
}

/** The lines that set a sysctl, in the spelling of each target: `"net.core.somaxconn" = 32768;`. */
export function linesOfKey(
  emitted: Emitted,
  files: readonly OutputFile[],
  key: SysctlKey,
): readonly EmittedLine[] {
  const spellings = [...new Set([key.id, slashed(key)])];
  return linesOf(emitted, files, spellings, (before, after) => {
    return /^\s*["']?$/u.test(before) && /^["']?\s*[=:]/u.test(after);
  });
}

/** The lines with a word (a module, a flag) as an entry, not as a part of another word. */
export function linesOfWord(
  emitted: Emitted,
  files: readonly OutputFile[],
  words: readonly string[],
): readonly EmittedLine[] {
  return linesOf(emitted, files, words, (before, after) => {
    return (
      !before.trimStart().startsWith("#") &&
      /(?:^|[\s"'=,])$/u.test(before) &&
      /^(?:$|[\s"':,])/u.test(after)
    );
  });
}

function linesOf(
  { shownPath }: Emitted,
  files: readonly OutputFile[],
  spellings: readonly string[],
  fits: (before: string, after: string) => boolean,
): readonly EmittedLine[] {
  return files.flatMap(({ path, text }) => {
    // Fast path: most files of a large spec do not contain the key.
    if (!spellings.some((spelling) => text.includes(spelling))) return [];
    return text.split("\n").flatMap((line, at): readonly EmittedLine[] => {
      const isEntry = spellings.some((spelling) => {
        const start = line.indexOf(spelling);
        return (
          start !== -1 &&
          fits(line.slice(0, start), line.slice(start + spelling.length))
        );
      });
      return isEntry
        ? [{ path: shownPath(path), line: at + 1, text: line.trim() }]
        : [];
    });
  });
}
