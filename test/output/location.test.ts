import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findLocation } from "../../src/output/location.js";
import {
  emptyFolder,
  inFolder,
  makeWorkspace,
  messages,
  statuses,
} from "./workspace.js";

test("the repository is the boundary, not the folder of the spec", async () => {
  const { build, list, compare, folder } = makeWorkspace("infra/tuning.yaml");
  const { location } = inFolder(
    folder,
    findLocation({ spec: join(folder, "infra/tuning.yaml"), out: "out" }),
  );
  expect(location).toMatchObject({
    root: join(folder, "infra"),
    boundary: folder,
  });
  const files = { "../apps/cilium/values.yaml": "a: 1\n" };
  expect(await build(files)).toMatchObject({
    written: ["../apps/cilium/values.yaml"],
    errors: [],
  });
  expect(list()).toEqual([
    "apps/cilium/values.yaml",
    "infra/out/.tunegen-manifest.json",
    "infra/tuning.yaml",
  ]);
  expect(statuses(await compare(files))).toEqual([]);
  expect((await build({})).deleted).toEqual(["../apps/cilium/values.yaml"]);
  expect(list()).not.toContain("apps/");
  expect(messages((await build({ "../../x": "x\n" })).errors)).toEqual([
    "output-outside-repository: the output path `../../x` is outside the git repository of the spec",
  ]);
});

test("without a repository the boundary is the folder of the spec", () => {
  const folder = emptyFolder();
  const location = findLocation({
    spec: join(folder, "a/tuning.yaml"),
    out: "out",
  });
  expect(location).toMatchObject({
    root: join(folder, "a"),
    boundary: join(folder, "a"),
    boundaryName: "the folder of the spec, which is not in a git repository",
  });
});

test("--out DIR holds everything, though it is not there yet", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "tuning.yaml"), "");
  const location = findLocation({
    spec: join(folder, "tuning.yaml"),
    out: "out",
    into: join(folder, "a/b"),
  });
  const { build, list } = inFolder(folder, location);
  expect(await build({ "nixos/x": "x\n" })).toMatchObject({
    written: ["nixos/x"],
    errors: [],
  });
  expect(list()).toEqual([
    "a/b/.tunegen-manifest.json",
    "a/b/nixos/x",
    "tuning.yaml",
  ]);
  const { errors } = await build({ "../x": "x\n" });
  expect(messages(errors)).toEqual([
    `output-outside-repository: the output path \`../x\` is outside ${join(folder, "a/b")}`,
  ]);
});

test("names that the user gave lead every path in a message", () => {
  const shown = (spec: string, into?: string): string =>
    findLocation({ spec, out: "out", into }).prefix;
  expect(shown("tuning.yaml")).toBe("");
  expect(shown("./tuning.yaml")).toBe("");
  expect(shown("../infra/tuning.yaml")).toBe("../infra/");
  expect(shown("/srv/tuning.yaml")).toBe("/srv/");
  expect(shown("/tuning.yaml")).toBe("/");
  expect(shown("tuning.yaml", "/tmp/x/")).toBe("/tmp/x/");
});
