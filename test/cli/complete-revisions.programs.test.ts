import { expect } from "vitest";
import { refsIn } from "../../src/cli/diff/git.js";
import { programTest, run } from "../support/programs.js";
import { commitAll } from "./git.js";
import { Workspace } from "./tunegen.js";

programTest("git", "branches and tags are listed, remote ones too", () => {
  const space = new Workspace({ "sub/tuning.yaml": "version: 1\n" });
  commitAll(space.folder);
  const git = (...args: readonly string[]): void => {
    expect(run("git", args, undefined, { cwd: space.folder }).status).toBe(0);
  };
  git("branch", "fix/a");
  git("tag", "v1");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
  const refs = refsIn(space.path("sub"));
  expect([...refs].sort((a, b) => (a.value < b.value ? -1 : 1))).toEqual([
    { value: "fix/a", about: "branch" },
    { value: "main", about: "branch" },
    { value: "origin/main", about: "remote branch" },
    { value: "v1", about: "tag" },
  ]);
});

programTest("git", "outside of a repository there are none", () => {
  const space = new Workspace({ "tuning.yaml": "version: 1\n" });
  expect(refsIn(space.folder)).toEqual([]);
  expect(refsIn(space.path("none"))).toEqual([]);
});
