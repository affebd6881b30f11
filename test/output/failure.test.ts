import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errnoWords } from "../../src/output/errno.js";
import { findPlace } from "../../src/output/place.js";
import { applyChanges } from "../../src/output/write.js";
import { bundleWriter, mounted, mountTest } from "./processes.js";
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
        rule: "output-unwritable",
        message: `${long} cannot be written: the name is too long`,
        why: "Nothing was changed",
        help: "Mend that, then run `tunegen build` again",
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
      why: "Nothing was changed",
    },
  ]);
  expect(list()).toEqual(["file"]);
});

test("renames that stop half way leave no temporaries, and tell how far they came", async () => {
  const folder = emptyFolder();
  const { list, at, read } = inFolder(
    folder,
    findPlace({ spec: join(folder, "tuning.yaml"), out: "." }),
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
    last: { path: at("manifest"), text: "{}\n" },
    keep: () => true,
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
    findPlace({ spec: join(folder, "tuning.yaml"), out: "." }),
  );
  mkdirSync(at("there"));
  writeFileSync(at("file"), "");
  await applyChanges({
    writes: ["there/new/deep/a", "other/a", "file/b"].map((path) => ({
      path: at(path),
      text: "",
    })),
    deletes: [],
    last: undefined,
    keep: () => true,
  });
  expect(list()).toEqual(["file", "there/"]);
});

test("an orphan that cannot be deleted stops the build where it is told", async () => {
  const folder = emptyFolder();
  const { list, at } = inFolder(
    folder,
    findPlace({ spec: join(folder, "tuning.yaml"), out: "." }),
  );
  mkdirSync(at("orphan/full"), { recursive: true });
  const applied = await applyChanges({
    writes: [{ path: at("a"), text: "" }],
    deletes: [at("gone"), at("orphan")],
    last: { path: at("manifest"), text: "{}\n" },
    keep: () => true,
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
          rule: "output-unwritable",
          message: expect.stringMatching(
            /^out\/000\d cannot be written: no space left on device$/,
          ) as unknown,
          why: "Nothing was changed",
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
            why: "Nothing was changed",
          },
        ],
      },
    ]);
  },
);

function lines(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}
