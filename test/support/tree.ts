import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, inject } from "vitest";

/** Texts by their path below a folder, with forward slashes. */
export type Tree = Readonly<Record<string, string>>;

/** The files below a folder; `ignored` says which of them, and which folders (`out/`), are none of the tree's. */
export function readTree(
  folder: string,
  ignored: (path: string) => boolean = () => false,
): Tree {
  return Object.fromEntries(
    pathsBelow(folder, "", ignored).map((path) => [
      path,
      readFileSync(join(folder, path), "utf8"),
    ]),
  );
}

function pathsBelow(
  folder: string,
  below: string,
  ignored: (path: string) => boolean,
): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .map((entry) => `${below}${entry.name}${entry.isDirectory() ? "/" : ""}`)
    .filter((path) => !ignored(path))
    .flatMap((path) =>
      path.endsWith("/") ? pathsBelow(folder, path, ignored) : [path],
    )
    .sort();
}

/**
 * Compares a tree of texts with the files of a folder, byte for byte and both ways: a file that is missing and one
 * too many fail like one that differs. `vitest run --update` makes the files what the tree is.
 */
export function expectTree(
  tree: Tree,
  folder: string,
  ignored?: (path: string) => boolean,
  update: boolean = inject("updateSnapshots"),
): void {
  if (update) writeTree(tree, folder, ignored);
  const expected = readTree(folder, ignored);
  expect(Object.keys(tree).sort()).toEqual(Object.keys(expected));
  for (const [path, text] of Object.entries(tree))
    expect(text, path).toBe(expected[path]);
}

function writeTree(
  tree: Tree,
  folder: string,
  ignored?: (path: string) => boolean,
): void {
  for (const path of Object.keys(readTree(folder, ignored)))
    if (!Object.hasOwn(tree, path)) rmSync(join(folder, path));
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
