import { listOf } from "../core/list-of.js";
import type { Kind } from "../settings/registry.js";
import type { OutputFile } from "../targets/types.js";

/** A line of a generated file. */
export interface EmittedLine {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** What a file is about: a role, a host, or a workload or mount of the spec. */
export type FileSubject =
  OutputFile["nodes"][number] | NonNullable<OutputFile["owner"]>;

/** The generated files, by node, and the path of each as the user sees it. */
export interface Emitted {
  /** The files that configure a node, or those of a workload or mount, in the order of the targets. */
  readonly filesOf: (subject: FileSubject) => readonly OutputFile[];
  /** A path as the user has to name it. */
  readonly shownPath: (path: string) => string;
}

/** Sorts files by what they are about. */
export function emittedFiles(
  files: readonly OutputFile[],
  shownPath: Emitted["shownPath"],
): Emitted {
  const bySubject = new Map<string, OutputFile[]>();
  for (const file of files) {
    const { nodes, owner } = file;
    for (const node of owner === undefined ? nodes : [...nodes, owner]) {
      listOf(bySubject, keyOf(node)).push(file);
    }
  }
  return {
    filesOf: (subject) => bySubject.get(keyOf(subject)) ?? [],
    shownPath,
  };
}

function keyOf({ kind, name }: FileSubject): string {
  return `${kind} ${name}`;
}

/** The lines of the files of a subject that hold any of some settings of one kind, each once. */
export function linesOf(
  { filesOf, shownPath }: Emitted,
  subject: FileSubject,
  kind: Kind,
  ids: readonly string[],
): readonly EmittedLine[] {
  return filesOf(subject).flatMap(({ path, text, settingLines }) => {
    const numbers = settingLines()
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
