import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findPlace } from "../../src/output/folders.js";
import {
  bundleWriter,
  mounted,
  mountTest,
  ordinaryUser,
  output,
} from "./processes.js";
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
    faults: [
      {
        code: "output-unwritable",
        message: `${long} cannot be written: the name is too long`,
        why: "nothing was changed",
        help: "mend that, then run `tunegen build` again",
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
    ...findPlace({
      spec: join(folder, "tuning.yaml"),
      out: "out",
      into: join(folder, "file/x"),
    }),
    prefix: "file/x/",
  });
  expect((await build({ "nixos/x": "x\n" })).faults).toMatchObject([
    {
      message:
        "file/x/.tunegen-manifest.json cannot be written: a file stands where a folder is needed",
      why: "nothing was changed",
    },
  ]);
  expect(list()).toEqual(["file"]);
});

mountTest(
  "a disk that is full half way leaves everything as it was",
  async () => {
    const [report = "", ...rest] = lines(
      await mounted(
        `mount -t tmpfs -o size=128k tunegen "$1"
         cd "$1"
         touch tuning.yaml
         "$2" "$3" build tuning.yaml "out/{n}" old 10 > /dev/null
         "$2" "$3" build tuning.yaml "out/{n}" "$4" 10
         cat out/0* | uniq -c
         ls -A out | wc -l`,
        emptyFolder(),
        process.execPath,
        await bundleWriter(),
        "new".repeat(10_000),
      ),
    );
    expect(JSON.parse(report)).toMatchObject({
      written: [],
      faults: [
        {
          code: "output-unwritable",
          message: expect.stringMatching(
            /^out\/000\d cannot be written: no space left on device$/,
          ) as unknown,
          why: "nothing was changed",
        },
      ],
    });
    expect(rest).toEqual(["10 old", "11"]);
  },
);

mountTest(
  "a file that cannot be replaced leaves those before it owned by tunegen",
  async () => {
    const reports = lines(
      await mounted(
        `cd "$1"
         touch tuning.yaml
         "$2" "$3" build tuning.yaml "out/{n}" one 4 > /dev/null
         mount --bind out/0002 out/0002
         "$2" "$3" build tuning.yaml "out/{n}" two 4
         "$2" "$3" check tuning.yaml "out/{n}" three 4
         umount out/0002
         "$2" "$3" build tuning.yaml "out/{n}" three 4
         cat out/0* | uniq -c
         ls -A out | wc -l`,
        emptyFolder(),
        process.execPath,
        await bundleWriter(),
      ),
    );
    expect(
      reports.slice(0, 3).map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      {
        written: ["out/0000", "out/0001"],
        faults: [
          {
            message: "out/0002 cannot be written: it is in use",
            why: "2 of 4 files were replaced",
          },
        ],
      },
      { statuses: ["stale", "stale", "stale", "stale"], faults: [] },
      { written: ["out/0000", "out/0001", "out/0002", "out/0003"] },
    ]);
    expect(reports.slice(3)).toEqual(["4 three", "5"]);
  },
);

mountTest(
  "a read-only checkout can be checked, and a build says why it cannot write",
  async () => {
    const reports = lines(
      await mounted(
        `mount -t tmpfs tunegen "$1"
         cd "$1"
         touch tuning.yaml
         "$2" "$3" build tuning.yaml "out/{n}" one 2 > /dev/null
         mount -o remount,ro "$1"
         "$2" "$3" check tuning.yaml "out/{n}" one 2
         "$2" "$3" build tuning.yaml "out/{n}" one 2
         "$2" "$3" build tuning.yaml "out/{n}" two 2`,
        emptyFolder(),
        process.execPath,
        await bundleWriter(),
      ),
    );
    expect(reports.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { statuses: ["fresh", "fresh"], faults: [] },
      { written: [], faults: [] },
      {
        written: [],
        faults: [
          {
            message:
              "out/.tunegen-manifest.json cannot be written: read-only file system",
            why: "nothing was changed",
          },
        ],
      },
    ]);
  },
);

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
    faults: [
      {
        code: "output-unwritable",
        message: `${manifest} cannot be written: permission denied`,
        why: "nothing was changed",
      },
    ],
  });
  setModes(0o555, 0o000);
  expect(await run("check", "out/{n}")).toMatchObject({
    faults: [
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

function lines(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}
