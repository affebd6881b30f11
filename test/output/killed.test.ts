import { expect, test } from "vitest";
import {
  manifestDuringBuild,
  type ComparedFile,
} from "../../src/output/classify.js";
import { printManifest } from "../../src/output/manifest.js";
import { makeWorkspace, manifest } from "./workspace.js";

const before = { "out/a": "a1\n", "out/b": "b1\n", "out/gone": "g\n" };
const during = { "out/a": "a2\n", "out/b": "b2\n", "out/new": "n\n" };
const after = { "out/a": "a3\n", "out/b": "b3\n" };

test.each([
  ["before the first rename", {}],
  ["between two renames", { "out/a": "a2\n" }],
  ["after the last rename", during],
])(
  "a build killed %s, and then another spec: the next build mends it",
  async (_, renamed) => {
    const { build, compare, write, read, list } = makeWorkspace();
    await build(before);
    const { files, manifest: compared } = await compare(during);
    const withStatus = (...some: readonly ComparedFile["status"][]) =>
      files.filter(({ status }) => some.includes(status));
    write(
      manifest,
      printManifest(
        manifestDuringBuild(
          compared.afterBuild,
          compared.recorded,
          withStatus("stale", "missing"),
          withStatus("orphan"),
        ),
      ),
    );
    for (const [path, text] of Object.entries(renamed)) write(path, text);

    expect((await build(after)).errors).toEqual([]);
    expect(read("out/a")).toBe("a3\n");
    expect(list()).toEqual([manifest, "out/a", "out/b", "tuning.yaml"]);
    expect(read(manifest)).not.toContain("before");
  },
);

test("a file that was edited while the build was killed is still refused", async () => {
  const { build, compare, write } = makeWorkspace();
  await build(before);
  const { files, manifest: compared } = await compare(during);
  write(
    manifest,
    printManifest(
      manifestDuringBuild(compared.afterBuild, compared.recorded, files, []),
    ),
  );
  write("out/a", "by hand\n");
  expect((await build(after)).errors).toMatchObject([
    { code: "output-edited" },
  ]);
});

test("a file that a killed build with --force has not replaced yet is not tunegen's", async () => {
  const { build, compare, write, read } = makeWorkspace();
  await build({ "out/a": "a1\n", "out/gone": "g\n" });
  write("out/a", "by hand\n");
  write("out/gone", "by hand\n");
  write("out/new", "by hand\n");
  const { files, manifest: compared } = await compare({
    "out/a": "a2\n",
    "out/new": "n\n",
  });
  const of = (path: string) => files.filter((file) => file.path === path);
  write(
    manifest,
    printManifest(
      manifestDuringBuild(
        compared.afterBuild,
        compared.recorded,
        [...of("out/a"), ...of("out/new")],
        of("out/gone"),
      ),
    ),
  );
  const { errors, kept, deleted } = await build({ "out/new": "n2\n" });
  expect(errors).toMatchObject([{ code: "output-edited" }]);
  expect(kept.map(({ code }) => code)).toEqual(
    Array.from({ length: 2 }, () => "output-orphan-edited"),
  );
  expect(deleted).toEqual([]);
  for (const path of ["out/a", "out/gone", "out/new"])
    expect(read(path)).toBe("by hand\n");
});
