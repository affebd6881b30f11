import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { expectTree, readTree } from "../support/tree.js";

const tree = { "a.yaml": "a: 1\n", "b/c.nix": "{ }\n" };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tunegen-tree-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, "b"));
  writeFileSync(join(folder, "tuning.yaml"), "version: 1\n");
  for (const [path, text] of Object.entries(tree))
    writeFileSync(join(folder, path), text);
});

const isInput = (path: string): boolean => path === "tuning.yaml";

test("a tree that is there passes", () => {
  expectTree(tree, folder, isInput, false);
});

test.each([
  ["a file that is missing", { "b/d.nix": "{ }\n" }],
  ["a file that differs in its last byte", { "a.yaml": "a: 1" }],
])("%s fails", (_, more) => {
  expect(() => {
    expectTree({ ...tree, ...more }, folder, isInput, false);
  }).toThrow();
});

test("a file too many fails", () => {
  writeFileSync(join(folder, "b", "old.yaml"), "");
  expect(() => {
    expectTree(tree, folder, isInput, false);
  }).toThrow();
});

test("an update writes, changes and removes files, and leaves the inputs", () => {
  const other = { "b/c.nix": "{ a = 1; }\n", "e/f/g.conf": "x\n" };
  expectTree(other, folder, isInput, true);
  expect(readTree(folder)).toEqual({ ...other, "tuning.yaml": "version: 1\n" });
});
