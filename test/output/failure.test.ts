import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findLocation } from "../../src/output/location.js";
import { bundleWriter, ordinaryUser, output } from "./processes.js";
import { emptyFolder, inFolder, makeWorkspace, manifest } from "./workspace.js";

const a = "out/nixos/role-a.nix";
const b = "out/nixos/role-b.nix";

test("a folder that cannot be made leaves everything as it was", async () => {
  const { build, list, read } = makeWorkspace();
  await build({ [a]: "1\n" });
  const long = `out/nixos/${"x".repeat(300)}/role.nix`;
  const report = await build({ [a]: "2\n", [b]: "2\n", [long]: "2\n" });
  expect(report).toMatchObject({
    written: [],
    deleted: [],
    errors: [
      {
        code: "output-unwritable",
        message: `${long} cannot be written: the name is too long`,
        why: "nothing was changed",
        help: "fix this, then run `tunegen build` again",
      },
    ],
  });
  expect(list()).toEqual([manifest, a, "tuning.yaml"]);
  expect(read(a)).toBe("1\n");
});

test("an output folder below a file is told, and nothing is made", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "file"), "");
  const { build, list } = inFolder(folder, {
    ...findLocation({
      spec: join(folder, "tuning.yaml"),
      out: "out",
      into: join(folder, "file/x"),
    }),
    prefix: "file/x/",
  });
  expect((await build({ "nixos/x": "x\n" })).errors).toMatchObject([
    {
      message:
        "file/x/.tunegen-manifest.json cannot be written: a part of the path is a file",
      why: "nothing was changed",
    },
  ]);
  expect(list()).toEqual(["file"]);
});

test("a folder or a file without permission is told, and nothing is changed", async () => {
  const { at, build, folder, list, read } = makeWorkspace();
  await build({ "out/0000": "one\n", "out/b/x": "one\n" });
  const writer = await bundleWriter();
  const run = async (verb: string, path: string): Promise<unknown> =>
    JSON.parse(
      await output(
        process.execPath,
        [writer, verb, at("tuning.yaml"), path, "two", "1"],
        ordinaryUser,
      ),
    );
  const setModes = (folderMode: number, fileMode: number): void => {
    chmodSync(folder, 0o755);
    for (const path of ["out", "out/b"]) chmodSync(at(path), folderMode);
    chmodSync(at("out/0000"), fileMode);
  };
  setModes(0o555, 0o644);
  expect(await run("build", "out/{n}")).toMatchObject({
    errors: [
      {
        code: "output-unwritable",
        message: `${manifest} cannot be written: permission denied`,
        why: "nothing was changed",
      },
    ],
  });
  setModes(0o555, 0o000);
  expect(await run("check", "out/{n}")).toMatchObject({
    errors: [
      {
        code: "output-unreadable",
        message: "out/0000 cannot be read: permission denied",
      },
    ],
  });
  setModes(0o755, 0o644);
  expect(list()).toEqual([manifest, "out/0000", "out/b/x", "tuning.yaml"]);
  expect(read("out/0000")).toBe("one\n");
});

test("a configuration without permission is told, and nothing is written in another form", async () => {
  const { at, folder, list, write } = makeWorkspace();
  write(".editorconfig", "[*]\nindent_size = 4\n");
  chmodSync(folder, 0o777);
  chmodSync(at(".editorconfig"), 0o000);
  const report: unknown = JSON.parse(
    await output(
      process.execPath,
      [await bundleWriter(), "build", at("tuning.yaml"), "out/{n}.yaml", "a:"],
      ordinaryUser,
    ),
  );
  expect(report).toMatchObject({
    written: [],
    errors: [
      {
        code: "output-format",
        message:
          "the configuration of how out/0000.yaml is formatted cannot be read: permission denied",
      },
    ],
  });
  expect(list()).toEqual([".editorconfig", "tuning.yaml"]);
});
