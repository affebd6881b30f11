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
import { emptyFolder } from "./workspace.js";

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
  expect(release).toBeDefined();
  await release?.();
});

test("a lock that is dated in the future is dated now, so that it expires", async () => {
  const folder = emptyFolder();
  const path = join(folder, ".tunegen-lock");
  mkdirSync(path);
  const later = Date.now() / 1000 + 86_400;
  utimesSync(path, later, later);
  expect(await lockFolder(folder, 0)).toBeUndefined();
  expect(statSync(path).mtimeMs).toBeLessThanOrEqual(Date.now() + 1000);
});
