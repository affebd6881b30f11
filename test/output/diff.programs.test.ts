import { spawnSync } from "node:child_process";
import { expect } from "vitest";
import { unifiedDiff } from "../../src/output/diff.js";
import { programTest } from "../support/programs.js";
import { makeWorkspace } from "./workspace.js";

programTest("git", "applies what is printed", async () => {
  const { build, compare, write, location, folder, read, list } =
    makeWorkspace();
  const before = { "out/a": "1\n2\n3\n", "out/b": "gone\n", "out/d": "1" };
  const after = { "out/a": "1\ntwo\n3\n", "out/c": "new\n", "out/d": "1\n2" };
  await build(before);
  const { files } = await compare(after);
  const diffs = await Promise.all(
    files.map((file) => unifiedDiff(file, location)),
  );
  write("all.patch", diffs.join(""));
  const { status, stdout } = spawnSync("git", ["apply", "all.patch"], {
    cwd: folder,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, ""]);
  expect(list()).not.toContain("out/b");
  for (const [path, text] of Object.entries(after)) {
    expect(read(path)).toBe(text);
  }
});
