import {
  existsSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findLocation } from "../../src/output/location.js";
import { compareWithDisk } from "../../src/output/compare-with-disk.js";
import { emptyFolder, inFolder, makeWorkspace, messages } from "./workspace.js";

test.each([
  ["/etc/passwd", "output-outside-repository", "is absolute"],
  ["C:/x", "output-outside-repository", "is absolute"],
  [
    "../../etc/passwd",
    "output-outside-repository",
    "is outside the git repository of the spec",
  ],
  [
    "out/../../x",
    "output-outside-repository",
    "is outside the git repository of the spec",
  ],
  [
    "..",
    "output-outside-repository",
    "is outside the git repository of the spec",
  ],
  [".git/hooks/x", "output-outside-repository", "is inside the `.git` folder"],
  ["out/.GIT/x", "output-outside-repository", "is inside the `.git` folder"],
  ["out/a\0b", "output-path", "contains a backslash or a control character"],
  ["out/a\nb", "output-path", "contains a backslash or a control character"],
  ["out\\a", "output-path", "contains a backslash or a control character"],
  [".", "output-path", "is a folder"],
  ["out/", "output-path", "is a folder"],
  [
    "out/.tunegen-manifest.json",
    "output-path",
    "uses a name that starts with `.tunegen-`",
  ],
  ["Tuning.yaml", "output-collision", "is the spec or a file that it includes"],
])("%j is refused", async (path, rule, reason) => {
  const { build, list } = makeWorkspace();
  const { errors, written } = await build({ [path]: "x\n", "out/ok": "x\n" });
  expect(errors).toHaveLength(1);
  expect(errors[0]?.code).toBe(rule);
  expect(errors[0]?.message).toContain(reason);
  expect(errors[0]?.help).toBeDefined();
  expect(written).toEqual([]);
  expect(list()).toEqual(["tuning.yaml"]);
});

test("a path is refused by the line of the spec that chose it", async () => {
  const { location } = makeWorkspace();
  const source = { name: "tuning.yaml", text: "out: ../x" };
  const span = { source, start: 5, end: 9 };
  const { errors } = await compareWithDisk({
    location: { ...location, out: "../x" },
    files: [],
    spanOf: (what) => (what === "out" ? span : undefined),
  });
  expect(errors).toMatchObject([
    {
      code: "output-outside-repository",
      message:
        "the output path `../x` is outside the git repository of the spec",
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
    "out/a is a file of the target nixos, but out/a/b/c needs a folder there",
  ],
])("a collision is refused: %s", async (_, paths, message) => {
  const { build, list } = makeWorkspace();
  const { errors } = await build(
    Object.fromEntries(paths.map((path) => [path, "x\n"])),
  );
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ code: "output-collision" });
  expect(errors[0]?.message).toContain(message);
  expect(list()).toEqual(["tuning.yaml"]);
});

test("two targets with one path are told apart by their names", async () => {
  const { location } = makeWorkspace();
  const { errors } = await compareWithDisk({
    location,
    files: ["k3s", "talos"].map((target) => ({
      target,
      output: "path",
      nodes: [],
      settingLines: () => [],
      path: "out/x",
      text: "",
    })),
  });
  expect(messages(errors)).toEqual([
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
    const { errors } = await build({ "out/nixos/x": "x\n" }, { force: true });
    expect(messages(errors)).toEqual([
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
  expect(messages((await build({ "out/x": "x\n" })).errors)).toEqual([
    "output-symlink: out/x is a symbolic link",
  ]);
});

test("an orphan behind a symlink is left in place, and forgotten", async () => {
  const outside = emptyFolder();
  const { build, at, list } = makeWorkspace();
  await build({ "out/nixos/x": "x\n", "out/talos/y": "y\n" });
  rmSync(at("out/nixos"), { recursive: true });
  symlinkSync(outside, at("out/nixos"));
  writeFileSync(join(outside, "x"), "x\n");
  expect(await build({ "out/talos/y": "y\n" }, { force: true })).toMatchObject({
    deleted: [],
    errors: [],
  });
  expect(existsSync(join(outside, "x"))).toBe(true);
  expect(list()).toContain("out/nixos");
});

test("a folder in place of a file, and a file in place of a folder, are named", async () => {
  const { build, at, write } = makeWorkspace();
  mkdirSync(at("out/nixos/x"), { recursive: true });
  write("out/talos", "a file\n");
  const { errors } = await build(
    { "out/nixos/x": "x\n", "out/talos/y": "x\n" },
    { force: true },
  );
  expect(messages(errors)).toEqual([
    "output-obstructed: out/nixos/x is a folder, but tunegen writes a file there",
    "output-obstructed: out/talos is a file, but out/talos/y needs a folder there",
  ]);
});

function emptyPlace(folder: string) {
  return findLocation({ spec: join(folder, "tuning.yaml"), out: "." });
}
