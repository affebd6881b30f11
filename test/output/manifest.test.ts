import fc from "fast-check";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "prettier";
import { expect, test } from "vitest";
import { parseManifest, printManifest } from "../../src/output/manifest.js";
import { findLocation } from "../../src/output/location.js";
import {
  emptyFolder,
  inFolder,
  makeWorkspace,
  manifest,
  messages,
} from "./workspace.js";

const sha256 = "0123456789abcdef".repeat(4);
const good = { version: 1, spec: "tuning.yaml", files: {} };
const everything = (): boolean => true;

test("what is printed is sorted, a fixpoint of prettier, and parsed to the same", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(
        fc.stringMatching(/^[a-z_]{1,12}(\/[a-z0-9.-]*[a-z0-9]){0,3}$/),
        fc.record({
          target: fc.constantFrom("nixos", "sysctl.d"),
          sha256: fc.constant(sha256),
        }),
      ),
      async (entries) => {
        const files = new Map(Object.entries(entries));
        const text = printManifest({ spec: "tuning.yaml", files });
        expect(parseManifest(text, everything)).toEqual({
          manifest: { spec: "tuning.yaml", files },
        });
        expect(
          printManifest({
            spec: "tuning.yaml",
            files: new Map([...files].reverse()),
          }),
        ).toBe(text);
        expect(await check(text, { filepath: "manifest.json" })).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test("each file has lines of its own, so that git merges two branches", () => {
  const files = new Map([
    ["out/b", { target: "nixos", sha256 }],
    ["out/a", { target: "talos", sha256 }],
  ]);
  expect(printManifest({ spec: "tuning.yaml", files })).toBe(`{
  "version": 1,
  "spec": "tuning.yaml",
  "files": {
    "out/a": {
      "target": "talos",
      "sha256": "${sha256}"
    },
    "out/b": {
      "target": "nixos",
      "sha256": "${sha256}"
    }
  }
}
`);
});

test("a path named __proto__ is a path like any other", () => {
  const files = new Map([["__proto__", { target: "nixos", sha256 }]]);
  const text = printManifest({ spec: undefined, files });
  expect(text).toContain('"__proto__"');
  expect(parseManifest(text, everything)).toEqual({
    manifest: { spec: undefined, files },
  });
});

const entry = { target: "nixos", sha256 };
test.each([
  ["empty", "", "is not valid JSON"],
  ["truncated", '{\n  "version": 1,\n  "fi', "is not valid JSON"],
  [
    "a merge conflict",
    '{\n<<<<<<< HEAD\n  "version": 1\n=======\n>>>>>>> x\n}\n',
    "contains merge conflict markers",
  ],
  ["a list", "[]", "is not a JSON object"],
  ["null", "null", "is not a JSON object"],
  ["no version", '{ "files": {} }', "does not have `version` 1"],
  ["a later one", { ...good, version: 2 }, "was written by a newer tunegen"],
  ["no files", { version: 1 }, "has no `files`"],
  ["a list of files", { ...good, files: [] }, "has no `files`"],
  [
    "a spec elsewhere",
    { ...good, spec: "../x.yaml" },
    "has a `spec` that is not a file name",
  ],
  [
    "an entry of another type",
    { ...good, files: { "out/a": sha256 } },
    "has no `target` and `sha256` for `out/a`",
  ],
  [
    "a short hash",
    { ...good, files: { "out/a": { ...entry, sha256: "00" } } },
    "has no `target` and `sha256` for `out/a`",
  ],
  [
    "a path that goes round",
    { ...good, files: { "out/../out/a": entry } },
    "lists `out/../out/a`, where tunegen does not write",
  ],
])("a broken manifest is told: %s", (_, data, problem) => {
  const text = typeof data === "string" ? data : JSON.stringify(data);
  expect(parseManifest(text, everything)).toEqual({ problem });
});

test("anything at all is parsed without an exception", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseManifest(text, everything)).toHaveProperty("problem");
    }),
  );
});

test.each(["../../etc/passwd", "/etc/passwd", ".git/config", "tuning.yaml"])(
  "nothing is deleted because a manifest names %s",
  async (path) => {
    const { build, write, list, folder } = makeWorkspace("infra/tuning.yaml");
    const victim = join(folder, "infra", path);
    const before = existsSync(victim) ? readFileSync(victim) : undefined;
    write(
      `infra/${manifest}`,
      JSON.stringify({ ...good, files: { [path]: entry } }),
    );
    const { errors, deleted } = await build({ "out/x": "x\n" });
    expect(messages(errors)).toEqual([
      `manifest-broken: ${manifest} lists \`${path}\`, where tunegen does not write`,
    ]);
    expect(deleted).toEqual([]);
    expect(list()).toEqual([`infra/${manifest}`, "infra/tuning.yaml"]);

    const forced = await build({ "out/x": "x\n" }, { force: true });
    expect(forced).toMatchObject({
      written: ["out/x"],
      deleted: [],
      errors: [],
    });
    expect(existsSync(victim) ? readFileSync(victim) : undefined).toEqual(
      before,
    );
  },
);

test("two specs do not delete each other's files, but a renamed one goes on", async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, "east.yaml"), "");
  const inSpec = (name: string) =>
    inFolder(folder, {
      ...findLocation({ spec: join(folder, name), out: "out" }),
      prefix: "",
    });
  const east = inSpec("east.yaml");
  await east.build({ "out/east": "x\n" });

  expect(
    (await inSpec("west.yaml").build({ "out/west": "x\n" })).errors,
  ).toMatchObject([
    {
      code: "output-shared",
      message: "the folder out contains the files of east.yaml",
      help: "set another `out:` in west.yaml",
    },
  ]);
  expect(east.list()).toContain("out/east");

  rmSync(join(folder, "east.yaml"));
  expect(await inSpec("west.yaml").build({ "out/west": "x\n" })).toMatchObject({
    written: ["out/west"],
    deleted: ["out/east"],
    errors: [],
  });
  expect(east.read(manifest)).toContain('"spec": "west.yaml"');
});

test.each(["a\\b.yaml", "a\nb.yaml", "a\u001bb.yaml"])(
  "a manifest of the spec %j is read again",
  (spec) => {
    const text = printManifest({ spec, files: new Map() });
    expect(parseManifest(text, everything)).toEqual({
      manifest: { spec, files: new Map() },
    });
  },
);
