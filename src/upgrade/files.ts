import { lineCounts } from "../output/diff.js";
import type { OutputFile } from "../targets/types.js";

/** How a file differs after the upgrades. */
export interface FileChange {
  readonly change: "added" | "removed" | "renamed" | "changed";
  readonly path: string;
  /** The path before, of a file that is renamed. */
  readonly before?: string;
  /** Lines. */
  readonly added: number;
  readonly removed: number;
}

/** Compares the files of a spec before and after, in the order of their paths. Those without a difference are left out. */
export async function compareFiles(
  before: readonly OutputFile[],
  after: readonly OutputFile[],
): Promise<readonly FileChange[]> {
  const old = new Map(before.map((file) => [identity(file), file]));
  const now = new Map(after.map((file) => [identity(file), file]));
  const changes: FileChange[] = [];
  for (const [key, file] of now) {
    const was = old.get(key);
    if (was?.text === file.text && was.path === file.path) continue;
    changes.push({
      change:
        was === undefined
          ? "added"
          : was.path === file.path
            ? "changed"
            : "renamed",
      path: file.path,
      ...(was !== undefined && was.path !== file.path && { before: was.path }),
      ...(await lineCounts(was?.text ?? "", file.text)),
    });
  }
  for (const [key, file] of old) {
    if (now.has(key)) continue;
    changes.push({
      change: "removed",
      path: file.path,
      ...(await lineCounts(file.text, "")),
    });
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What a file is for: the same before and after, whatever its name. */
function identity({ target, output, nodes, owner }: OutputFile): string {
  return JSON.stringify([
    target,
    output,
    nodes.map(({ kind, name }) => [kind, name]),
    owner && [owner.kind, owner.name],
  ]);
}
