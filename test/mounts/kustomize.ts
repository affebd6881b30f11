import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { findKustomize } from "../support/kustomize.js";
import { type Run, run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";

export const { program, args } = findKustomize();

/** A file of a kustomization, by its path in the tree. */
export type Files = Readonly<Record<string, string>>;

/** What kustomize says of a folder of a tree. */
export function kustomize(files: Files, folder: string): Run {
  return inTemporaryFolder((root) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return run(program, [...args, join(root, folder)]);
  });
}

/** The objects that it builds. */
export function built(files: Files, folder: string): readonly unknown[] {
  const { status, stdout, stderr } = kustomize(files, folder);
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).map((document) => {
    const object: unknown = document.toJS();
    return object;
  });
}
