import {
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findPlace } from "../../src/output/folders.js";
import { compareWithDisk } from "../../src/output/compare-with-disk.js";
import {
  emptyFolder,
  inFolder,
  makeWorkspace,
  messages,
  statuses,
} from "./workspace.js";

test.each([
  ["/etc/passwd", "output-outside-repository", "is absolute"],
  ["C:/x", "output-outside-repository", "is absolute"],
  [
    "../../etc/passwd",
    "output-outside-repository",
    "leaves the git repository of the spec",
  ],
  [
    "out/../../x",
    "output-outside-repository",
    "leaves the git repository of the spec",
  ],
  ["..", "output-outside-repository", "leaves the git repository of the spec"],
  [".git/hooks/x", "output-outside-repository", "is inside git's own folder"],
  ["out/.GIT/x", "output-outside-repository", "is inside git's own folder"],
  ["out/a\0b", "output-path", "has a backslash or a control character"],
  ["out/a\nb", "output-path", "has a backslash or a control character"],
  ["out\\a", "output-path", "has a backslash or a control character"],
  [".", "output-path", "names a folder"],
  ["out/", "output-path", "names a folder"],
  [
    "out/.tunegen-manifest.json",
    "output-path",
    "has a name that begins with .tunegen-",
  ],
  ["Tuning.yaml", "output-collision", "is a file that tunegen reads"],
])("%j is refused", async (path, rule, reason) => {
  const { build, list } = makeWorkspace();
  const { faults, written } = await build({ [path]: "x\n", "out/ok": "x\n" });
  expect(faults).toHaveLength(1);
  expect(faults[0]?.code).toBe(rule);
  expect(faults[0]?.message).toContain(reason);
  expect(faults[0]?.help).toBeDefined();
  expect(written).toEqual([]);
  expect(list()).toEqual(["tuning.yaml"]);
});

test("a path is refused by the line of the spec that chose it", async () => {
  const { place } = makeWorkspace();
  const source = { name: "tuning.yaml", text: "out: ../x" };
  const span = { source, start: 5, end: 9 };
  const { faults } = await compareWithDisk({
    place: { ...place, out: "../x" },
    files: [],
    spanOf: (what) => (what === "out" ? span : undefined),
  });
  expect(faults).toMatchObject([
    {
      code: "output-outside-repository",
      message: 'the output path "../x" leaves the git repository of the spec',
      span,
    },
  ]);
});

test("paths of one file under two spellings are one file", async () => {
  const { build } = makeWorkspace();
  expect((await build({ "./out//nixos/x": "x\n" })).written).toEqual([
    "out/nixos/x",
  ]);
});

test("the repository is the boundary, not the folder of the spec", async () => {
  const { build, list, compare, folder } = makeWorkspace("infra/tuning.yaml");
  const { place } = inFolder(
    folder,
    findPlace({ spec: join(folder, "infra/tuning.yaml"), out: "out" }),
  );
  expect(place).toMatchObject({
    root: join(folder, "infra"),
    boundary: folder,
  });
  const files = { "../apps/cilium/values.yaml": "a: 1\n" };
  expect(await build(files)).toMatchObject({
    written: ["../apps/cilium/values.yaml"],
    faults: [],
  });
  expect(list()).toEqual([
    "apps/cilium/values.yaml",
    "infra/out/.tunegen-manifest.json",
    "infra/tuning.yaml",
  ]);
  expect(statuses(await compare(files))).toEqual([]);
  expect((await build({})).deleted).toEqual(["../apps/cilium/values.yaml"]);
  expect(list()).not.toContain("apps/");
  expect(messages((await build({ "../../x": "x\n" })).faults)).toEqual([
    'output-outside-repository: the output path "../../x" leaves the git repository of the spec',
  ]);
});

test("without a repository the boundary is the folder of the spec", () => {
  const folder = emptyFolder();
  const place = findPlace({ spec: join(folder, "a/tuning.yaml"), out: "out" });
  expect(place).toMatchObject({
    root: join(folder, "a"),
    boundary: join(folder, "a"),
    boundaryName: "the folder of the spec (no git repository holds it)",
  });
});

test("--out DIR holds everything, though it is not there yet", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "tuning.yaml"), "");
  const place = findPlace({
    spec: join(folder, "tuning.yaml"),
    out: "out",
    into: join(folder, "a/b"),
  });
  const { build, list } = inFolder(folder, place);
  expect(await build({ "nixos/x": "x\n" })).toMatchObject({
    written: ["nixos/x"],
    faults: [],
  });
  expect(list()).toEqual([
    "a/b/.tunegen-manifest.json",
    "a/b/nixos/x",
    "tuning.yaml",
  ]);
  const { faults } = await build({ "../x": "x\n" });
  expect(messages(faults)).toEqual([
    `output-outside-repository: the output path "../x" leaves ${join(folder, "a/b")}`,
  ]);
});

test("names that the user gave lead every path in a message", () => {
  const shown = (spec: string, into?: string): string =>
    findPlace({ spec, out: "out", into }).prefix;
  expect(shown("tuning.yaml")).toBe("");
  expect(shown("./tuning.yaml")).toBe("");
  expect(shown("../infra/tuning.yaml")).toBe("../infra/");
  expect(shown("/srv/tuning.yaml")).toBe("/srv/");
  expect(shown("/tuning.yaml")).toBe("/");
  expect(shown("tuning.yaml", "/tmp/x/")).toBe("/tmp/x/");
});

test.each([
  [
    "one path",
    ["out/nixos/x", "out/nixos/./x"],
    "the target nixos writes out/nixos/x twice",
  ],
  ["case", ["out/a/X", "out/A/x"], "differ only in case"],
  [
    "accents",
    ["out/\u00e9", "out/e\u0301"],
    "differ only in case or in how an",
  ],
  [
    "a file and a folder",
    ["out/a", "out/a/b/c"],
    "out/a is a file of the target nixos, and a folder of out/a/b/c",
  ],
])("a collision is refused: %s", async (_, paths, message) => {
  const { build, list } = makeWorkspace();
  const { faults } = await build(
    Object.fromEntries(paths.map((path) => [path, "x\n"])),
  );
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ code: "output-collision" });
  expect(faults[0]?.message).toContain(message);
  expect(list()).toEqual(["tuning.yaml"]);
});

test("two targets with one path are told apart by their names", async () => {
  const { place } = makeWorkspace();
  const { faults } = await compareWithDisk({
    place,
    files: ["k3s", "talos"].map((target) => ({
      target,
      output: "path",
      nodes: [],
      path: "out/x",
      text: "",
    })),
  });
  expect(messages(faults)).toEqual([
    "output-collision: the targets k3s and talos both write out/x",
  ]);
});

test.each([
  ["a file", "out/nixos/x", "out/nixos/x"],
  ["its folder", "out/nixos", "out/nixos"],
  ["the output folder", "out", "out"],
])(
  "nothing is written through a symlink in place of %s",
  async (_, link, named) => {
    const outside = emptyFolder();
    writeFileSync(join(outside, "x"), "theirs\n");
    const { build, at, write } = makeWorkspace();
    write("out/nixos/other", "x\n");
    rmSync(at(link), { recursive: true, force: true });
    symlinkSync(join(outside, link.endsWith("x") ? "x" : "."), at(link));
    const { faults } = await build({ "out/nixos/x": "x\n" }, { force: true });
    expect(messages(faults)).toEqual([
      `output-symlink: ${named} is a symbolic link`,
    ]);
    expect(inFolder(outside, emptyPlace(outside)).list()).toEqual(["x"]);
    expect(inFolder(outside, emptyPlace(outside)).read("x")).toBe("theirs\n");
  },
);

test("a dangling symlink is one, too", async () => {
  const { build, at, write } = makeWorkspace();
  write("out/other", "x\n");
  symlinkSync("/nonexistent/x", at("out/x"));
  expect(messages((await build({ "out/x": "x\n" })).faults)).toEqual([
    "output-symlink: out/x is a symbolic link",
  ]);
});

test("an orphan behind a symlink is left alone, and forgotten", async () => {
  const outside = emptyFolder();
  const { build, at, list } = makeWorkspace();
  await build({ "out/nixos/x": "x\n", "out/talos/y": "y\n" });
  rmSync(at("out/nixos"), { recursive: true });
  symlinkSync(outside, at("out/nixos"));
  writeFileSync(join(outside, "x"), "x\n");
  expect(await build({ "out/talos/y": "y\n" }, { force: true })).toMatchObject({
    deleted: [],
    faults: [],
  });
  expect(existsSync(join(outside, "x"))).toBe(true);
  expect(list()).toContain("out/nixos");
});

test("a folder in place of a file, and a file in place of a folder, are named", async () => {
  const { build, at, write } = makeWorkspace();
  mkdirSync(at("out/nixos/x"), { recursive: true });
  write("out/talos", "a file\n");
  const { faults } = await build(
    { "out/nixos/x": "x\n", "out/talos/y": "x\n" },
    { force: true },
  );
  expect(messages(faults)).toEqual([
    "output-obstructed: out/nixos/x is a folder, and tunegen has a file to write there",
    "output-obstructed: out/talos is a file, and out/talos/y needs it to be a folder",
  ]);
});

function emptyPlace(folder: string) {
  return findPlace({ spec: join(folder, "tuning.yaml"), out: "." });
}
