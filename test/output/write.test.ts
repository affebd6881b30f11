import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errnoWords } from "../../src/output/errno.js";
import { findLocation } from "../../src/output/location.js";
import { applyChanges } from "../../src/output/apply-changes.js";
import { emptyFolder, inFolder } from "./workspace.js";

test("renames that stop half way leave no temporaries, and tell how far they came", async () => {
  const folder = emptyFolder();
  const { list, at, read } = inFolder(
    folder,
    findLocation({ spec: join(folder, "tuning.yaml"), out: "." }),
  );
  for (const name of ["a", "b"]) writeFileSync(at(name), "1\n");
  // Nothing can be renamed over a folder, and it is met only after the temporaries were written.
  mkdirSync(at("c/full"), { recursive: true });
  const applied = await applyChanges({
    writes: ["a", "b", "c", "d"].map((name) => ({
      path: at(name),
      text: "2\n",
    })),
    deletes: [at("b")],
    writeLast: { path: at("manifest"), text: "{}\n" },
    keepsFolder: () => true,
  });
  expect(applied).toMatchObject({
    written: [at("a"), at("b")],
    deleted: [],
    failure: { path: at("c"), action: "write", error: { code: "EISDIR" } },
  });
  expect(list()).toEqual(["a", "b", "c/full/"]);
  expect(read("a")).toBe("2\n");
});

test("folders made for a build that failed go again, and no others", async () => {
  const folder = emptyFolder();
  const { list, at } = inFolder(
    folder,
    findLocation({ spec: join(folder, "tuning.yaml"), out: "." }),
  );
  mkdirSync(at("there"));
  writeFileSync(at("file"), "");
  await applyChanges({
    writes: [
      "there/new/deep/a",
      "other/a",
      `third/${"x".repeat(300)}/b`,
      "file/c",
    ].map((path) => ({
      path: at(path),
      text: "",
    })),
    deletes: [],
    writeLast: undefined,
    keepsFolder: () => true,
  });
  expect(list()).toEqual(["file", "there/"]);
});

test("an orphan that cannot be deleted stops the build where it is told", async () => {
  const folder = emptyFolder();
  const { list, at } = inFolder(
    folder,
    findLocation({ spec: join(folder, "tuning.yaml"), out: "." }),
  );
  mkdirSync(at("orphan/full"), { recursive: true });
  const applied = await applyChanges({
    writes: [{ path: at("a"), text: "" }],
    deletes: [at("gone"), at("orphan")],
    writeLast: { path: at("manifest"), text: "{}\n" },
    keepsFolder: () => true,
  });
  expect(applied).toMatchObject({
    written: [at("a")],
    deleted: [at("gone")],
    failure: { path: at("orphan"), action: "delete" },
  });
  expect(list()).toEqual(["a", "orphan/full/"]);
});

test("an errno without words of its own is told by its name", () => {
  expect(errnoWords({ code: "ENOSPC" })).toBe("no space left on device");
  expect(errnoWords({ code: "EWHAT" })).toBe("EWHAT");
});
