import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { explainComparison } from "../../src/output/explain-comparison.js";
import { explainFile, explainManifest } from "../../src/output/explain-file.js";
import { formatPlace } from "../../src/core/source.js";
import { makeWorkspace, manifest, messages, statuses } from "./workspace.js";

const a = "out/nixos/role-a.nix";
const b = "out/nixos/role-b.nix";

test("a first comparison finds everything missing, and a build makes it fresh", async () => {
  const { build, compare, list } = makeWorkspace();
  const files = { [a]: "{ }\n", [b]: "{ b = 1; }\n" };
  const before = await compare(files);
  expect(statuses(before)).toEqual([`missing ${a}`, `missing ${b}`]);
  expect(before.manifest.status).toBe("missing");

  const report = await build(files);
  expect(report).toEqual({
    written: [a, b],
    deleted: [],
    kept: [],
    errors: [],
  });
  const after = await compare(files);
  expect(statuses(after)).toEqual([]);
  expect(after.manifest.status).toBe("fresh");
  expect(list()).toEqual([manifest, a, b, "tuning.yaml"]);
  expect((await build(files)).written).toEqual([]);
});

test("each status is told by the manifest, the disk and the spec", async () => {
  const { build, compare, write, at } = makeWorkspace();
  const path = (name: string): string => `out/nixos/role-${name}.nix`;
  await build(
    Object.fromEntries(
      [
        "fresh",
        "stale",
        "edited",
        "gone",
        "orphan",
        "orphan-edited",
        "orphan-gone",
      ].map((name) => [path(name), `${name} 1\n`]),
    ),
  );
  write(path("edited"), "mine\n");
  write(path("orphan-edited"), "mine\n");
  write(path("foreign"), "mine\n");
  write(path("adopted"), "adopted 1\n");
  rmSync(at(path("gone")));
  rmSync(at(path("orphan-gone")));
  const compared = await compare({
    [path("fresh")]: "fresh 1\n",
    [path("stale")]: "stale 2\n",
    [path("edited")]: "edited 2\n",
    [path("gone")]: "gone 1\n",
    [path("foreign")]: "foreign 1\n",
    [path("adopted")]: "adopted 1\n",
  });
  expect(
    compared.files.map(({ path: at, status }) => [
      at.slice("out/nixos/role-".length, -".nix".length),
      status,
    ]),
  ).toEqual([
    ["adopted", "fresh"],
    ["edited", "edited"],
    ["foreign", "foreign"],
    ["fresh", "fresh"],
    ["gone", "missing"],
    ["orphan-edited", "orphan-edited"],
    ["orphan-gone", "orphan-gone"],
    ["orphan", "orphan"],
    ["stale", "stale"],
  ]);
  expect(compared.errors).toEqual([]);
});

test("every status but the good ones is explained, with the place and the command that mends it", async () => {
  const { build, compare, write, location } = makeWorkspace();
  await build({ [a]: "one\ntwo\nthree\n", [b]: "one\n" });
  write(a, "one\nTWO\nthree\n");
  const compared = await compare({ [a]: "one\ntwo\n3\n" });
  const wording = { location, build: "tunegen build -f tuning.yaml" };
  const findings = compared.files.map((file) => explainFile(file, wording));
  expect(findings).toMatchObject([
    {
      severity: "error",
      code: "output-edited",
      message: "the file was edited after tunegen wrote it",
      help: "move the change to tuning.yaml, then run `tunegen build -f tuning.yaml --force`",
    },
    {
      code: "output-orphan",
      help: "run `tunegen build -f tuning.yaml` to delete it, and commit the result",
    },
  ]);
  expect(
    findings.map((finding) => finding?.span && formatPlace(finding.span)),
  ).toEqual([`${a}:2:1`, `${b}:1:1`]);
  expect(explainManifest("stale", manifest, wording)).toMatchObject({
    code: "manifest-stale",
    message: `${manifest} is out of date`,
  });
});

test("a difference at either end of a file has a place", async () => {
  const { build, compare, location } = makeWorkspace();
  const wording = { location, build: "tunegen build" };
  const placeOf = async (found: string, wanted: string) => {
    await build({ [a]: found }, { force: true });
    const [file] = (await compare({ [a]: wanted })).files;
    const span = file && explainFile(file, wording)?.span;
    return span && formatPlace(span);
  };
  expect(await placeOf("\n\nx\n", "y\n")).toBe(`${a}:1:1`);
  expect(await placeOf("x\n", "x\ny\n")).toBe(`${a}:1:1`);
  expect(await placeOf("x\ny\n", "x\n")).toBe(`${a}:2:1`);
  expect(await placeOf("", "x\n")).toBe(`${a}:1:1`);
});

test("an edited file is shown where it was edited, also if the spec changed elsewhere", async () => {
  const lines = Array.from({ length: 9 }, (_, at) => `line ${at + 1}\n`);
  const text = (changed: Readonly<Record<number, string>>): string =>
    lines.map((line, at) => changed[at + 1] ?? line).join("");
  const placeOf = async (edited: string, wanted: string) => {
    const { build, compare, write, location } = makeWorkspace();
    await build({ [a]: text({}) });
    write(a, edited);
    const [file] = (await compare({ [a]: wanted })).files;
    const wording = { location, build: "tunegen build" };
    const span = file && explainFile(file, wording)?.span;
    return span && formatPlace(span);
  };
  const spec = text({ 3: "", 5: "five\n" });
  expect(await placeOf(`${text({})}# my note\n`, spec)).toBe(`${a}:10:1`);
  expect(await placeOf(text({ 7: "edited\n" }), spec)).toBe(`${a}:7:1`);
  expect(await placeOf(text({ 1: "edited\n" }), spec)).toBe(`${a}:1:1`);
  expect(await placeOf(text({ 7: "", 9: "x\n" }), spec)).toBe(`${a}:7:1`);
  // Both changed the same lines.
  expect(await placeOf(text({ 5: "mine\n" }), text({ 5: "five\n" }))).toBe(
    `${a}:5:1`,
  );
});

test("a manifest that is the only file out of date shows in its status", async () => {
  const { build, compare, write, read, at } = makeWorkspace();
  const files = { [a]: "{ }\n" };
  await build(files);
  const text = read(manifest);

  rmSync(at(manifest));
  const missing = await compare(files);
  expect(missing.manifest.status).toBe("missing");
  expect(messages(explainComparison(missing, "tunegen build"))).toEqual([
    `manifest-missing: ${manifest} is missing`,
  ]);

  write(manifest, text.replace(/[0-9a-f]{64}/, "0".repeat(64)));
  const stale = await compare(files);
  expect(statuses(stale)).toEqual([]);
  expect(stale.manifest.status).toBe("stale");
  expect(messages(explainComparison(stale, "tunegen build"))).toEqual([
    `manifest-stale: ${manifest} is out of date`,
  ]);

  expect(messages((await build(files)).errors)).toEqual([]);
  expect(read(manifest)).toBe(text);
  expect(explainComparison(await compare(files), "tunegen build")).toEqual([]);
});

test("an orphan that is gone shows only in the manifest", async () => {
  const { build, compare, at } = makeWorkspace();
  await build({ [a]: "1\n", [b]: "1\n" });
  rmSync(at(b));
  expect(
    messages(explainComparison(await compare({ [a]: "1\n" }), "tunegen build")),
  ).toEqual([`manifest-stale: ${manifest} is out of date`]);
  expect(
    messages(explainComparison(await compare({ [a]: "2\n" }), "tunegen build")),
  ).toEqual(["output-stale: the file is out of date"]);
});

test("a checkout with CRLF is neither stale nor edited, and still may be updated", async () => {
  const { build, compare, write, read } = makeWorkspace();
  const files = { [a]: "{\n}\n" };
  await build(files);
  write(a, read(a).replaceAll("\n", "\r\n"));
  write(manifest, read(manifest).replaceAll("\n", "\r\n"));
  const same = await compare(files);
  expect(statuses(same)).toEqual([]);
  expect(same.manifest.status).toBe("fresh");
  expect((await build(files)).written).toEqual([]);

  expect(statuses(await compare({ [a]: "{ }\n" }))).toEqual([`stale ${a}`]);
  expect(statuses(await compare({}))).toEqual([`orphan ${a}`]);
});

test("--only compares the files of those targets, and leaves the others' entries", async () => {
  const { build, compare, write, read, list } = makeWorkspace();
  const talos = "out/talos/role-a.yaml";
  const gone = "out/talos/role-gone.yaml";
  await build({ [a]: "1\n", [b]: "1\n", [talos]: "a: 1\n", [gone]: "a: 1\n" });
  write(talos, "mine: 1\n");

  const wanted = { [a]: "2\n", [talos]: "a: 2\n" };
  expect(statuses(await compare(wanted, ["nixos"]))).toEqual([
    `stale ${a}`,
    `orphan ${b}`,
  ]);
  const report = await build(wanted, {}, ["nixos"]);
  expect(report).toMatchObject({ written: [a], deleted: [b], errors: [] });
  expect(list()).toContain(gone);
  expect(read(talos)).toBe("mine: 1\n");
  expect((await compare(wanted, ["nixos"])).manifest.status).toBe("fresh");
  expect(statuses(await compare(wanted))).toEqual([
    `edited ${talos}`,
    `orphan ${gone}`,
  ]);
});

test("a path that moves from one target to another is no orphan of the first", async () => {
  const { location } = makeWorkspace();
  expect(location.out).toBe("out");
  const { compare, write, build } = makeWorkspace();
  await build({ "out/talos/x.yaml": "a: 1\n" });
  write(
    manifest,
    JSON.stringify({
      version: 1,
      files: {
        "out/talos/x.yaml": { target: "k3s", sha256: "0".repeat(64) },
      },
    }),
  );
  expect(
    statuses(await compare({ "out/talos/x.yaml": "a: 1\n" }, ["k3s"])),
  ).toEqual([]);
});
