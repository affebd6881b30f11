import type { Kind } from "../settings/registry.js";
import type { NodeName, OutputFile } from "../targets/types.js";

/** A line of a generated file. */
export interface EmittedLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** The generated files, by node, and the path of each as the user sees it. */
export interface Emitted {
  /** The files that configure a node, in the order of the targets. */
  readonly filesOf: (node: NodeName) => readonly OutputFile[];
  /** A path as the user has to name it. */
  readonly shownPath: (path: string) => string;
}

/** Sorts files by the nodes that they configure. */
export function emittedFiles(
  files: readonly OutputFile[],
  shownPath: Emitted["shownPath"],
): Emitted {
  const byNode = new Map<string, OutputFile[]>();
  for (const file of files) {
    for (const node of file.nodes) {
      const others = byNode.get(nodeKey(node));
      if (others === undefined) byNode.set(nodeKey(node), [file]);
      else others.push(file);
    }
  }
  return { filesOf: (node) => byNode.get(nodeKey(node)) ?? [], shownPath };
}

function nodeKey({ kind, name }: NodeName): string {
  return `${kind} ${name}`;
}

/** The lines of a node's files that hold any of some settings of one kind, each once. */
export function linesOf(
  { filesOf, shownPath }: Emitted,
  node: NodeName,
  kind: Kind,
  ids: readonly string[],
): readonly EmittedLine[] {
  return filesOf(node).flatMap(({ path, text, settings }) => {
    const numbers = settings
      .filter((setting) => setting.kind === kind && ids.includes(setting.id))
      .map(({ line }) => line);
    if (numbers.length === 0) return [];
    const lines = text.split("\n");
    return [...new Set(numbers)].map((line) => ({
      path: shownPath(path),
      line,
      text: lines[line - 1]?.trim() ?? "",
    }));
  });
}
