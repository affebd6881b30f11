import {
  mkdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockFolder } from "../../src/output/lock.js";
import { emptyFolder, makeWorkspace } from "./workspace.js";

test.each([
  [
    "a file",
    (path: string) => {
      writeFileSync(path, "");
    },
  ],
  [
    "a link to nothing",
    (path: string) => {
      symlinkSync("nowhere", path);
    },
  ],
])("%s in the place of the lock does not stop a build", async (_, make) => {
  const folder = emptyFolder();
  make(join(folder, ".tunegen-lock"));
  const release = await lockFolder(folder, 0);
  if (typeof release === "string") expect.fail(release);
  await release();
});

test("a lock that is dated in the future is dated now, so that it expires", async () => {
  const folder = emptyFolder();
  const path = join(folder, ".tunegen-lock");
  mkdirSync(path);
  const later = Date.now() / 1000 + 86_400;
  utimesSync(path, later, later);
  expect(await lockFolder(folder, 0)).toBe("held");
  expect(statSync(path).mtimeMs).toBeLessThanOrEqual(Date.now() + 1000);
});

test.each(["old", "new"])(
  "a folder with files in it, %s, is named, and stays as it is",
  async (age) => {
    const { at, build, write, list } = makeWorkspace();
    write("out/.tunegen-lock/file", "");
    if (age === "old") utimesSync(at("out/.tunegen-lock"), 1, 1);
    expect((await build({ "out/a": "a\n" })).errors).toMatchObject([
      {
        code: "output-unwritable",
        message:
          "out/.tunegen-lock cannot be locked: it is a folder with files in it",
        help: "remove it, then run `tunegen build` again",
      },
    ]);
    expect(list()).toEqual(["out/.tunegen-lock/file", "tuning.yaml"]);
  },
);
