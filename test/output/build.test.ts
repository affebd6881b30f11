import { chmodSync, linkSync, rmSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { writeToDisk } from "../../src/output/write-to-disk.js";
import { makeWorkspace, manifest, messages, statuses } from "./workspace.js";

const a = "out/nixos/role-a.nix";
const b = "out/nixos/role-b.nix";

test("only what differs is written", async () => {
  const { build, at } = makeWorkspace();
  await build({ [a]: "1\n", [b]: "1\n" });
  const untouched = statSync(at(a), { bigint: true });
  const report = await build({ [a]: "1\n", [b]: "2\n" });
  expect(report.written).toEqual([b]);
  const after = statSync(at(a), { bigint: true });
  expect([after.ino, after.mtimeNs]).toEqual([
    untouched.ino,
    untouched.mtimeNs,
  ]);
});

test("a file keeps its mode, and is replaced as a whole", async () => {
  const { build, at, read } = makeWorkspace();
  await build({ [a]: "1\n" });
  chmodSync(at(a), 0o640);
  const before = statSync(at(a)).ino;
  await build({ [a]: "2\n" });
  expect(read(a)).toBe("2\n");
  expect(statSync(at(a)).mode & 0o777).toBe(0o640);
  expect(statSync(at(a)).ino).not.toBe(before);
});

test("one file changed by hand refuses the whole build, until it is forced", async () => {
  const { build, read, write } = makeWorkspace();
  await build({ [a]: "1\n", [b]: "1\n" });
  write(a, "mine\n");
  const wanted = { [a]: "2\n", [b]: "2\n" };
  const refused = await build(wanted);
  expect(refused).toMatchObject({ written: [], deleted: [] });
  expect(messages(refused.errors)).toEqual([
    "output-edited: the file was edited after tunegen wrote it",
  ]);
  expect([read(a), read(b)]).toEqual(["mine\n", "1\n"]);

  const forced = await build(wanted, { force: true });
  expect(forced).toMatchObject({ written: [a, b], errors: [] });
  expect(read(a)).toBe("2\n");
});

test("a change by hand that the spec came to ask for is no hindrance", async () => {
  const { build, write } = makeWorkspace();
  await build({ [a]: "1\n" });
  write(a, "2\n");
  expect(await build({ [a]: "2\n" })).toMatchObject({
    written: [],
    errors: [],
  });
  expect(await build({ [a]: "3\n" })).toMatchObject({
    written: [a],
    errors: [],
  });
});

test("a file that tunegen did not write is kept, until it is forced", async () => {
  const { build, read, write } = makeWorkspace();
  write(a, "theirs\n");
  const refused = await build({ [a]: "1\n" });
  expect(messages(refused.errors)).toEqual([
    "output-foreign: the file was not written by tunegen",
  ]);
  expect(read(a)).toBe("theirs\n");
  expect(await build({ [a]: "1\n" }, { force: true })).toMatchObject({
    written: [a],
    errors: [],
  });
});

test("an untouched orphan goes, with the folders that it leaves empty", async () => {
  const { build, list } = makeWorkspace();
  await build({
    "out/k3s/role-a/config.yaml.d/90-tuning.yaml": "a: 1\n",
    "out/k3s/role-b/config.yaml.d/90-tuning.yaml": "a: 1\n",
    [a]: "1\n",
  });
  const report = await build({
    "out/k3s/role-b/config.yaml.d/90-tuning.yaml": "a: 1\n",
  });
  expect(report.deleted).toEqual([
    "out/k3s/role-a/config.yaml.d/90-tuning.yaml",
    a,
  ]);
  expect(list()).toEqual([
    manifest,
    "out/k3s/role-b/config.yaml.d/90-tuning.yaml",
    "tuning.yaml",
  ]);
});

test("a folder with something of the user's in it stays", async () => {
  const { build, list, write } = makeWorkspace();
  await build({ [a]: "1\n" });
  write("out/nixos/default.nix", "theirs\n");
  await build({});
  expect(list()).toEqual([manifest, "out/nixos/default.nix", "tuning.yaml"]);
});

test("an orphan changed by hand is kept and remembered, until it is forced", async () => {
  const { build, compare, list, write } = makeWorkspace();
  await build({ [a]: "1\n", [b]: "1\n" });
  write(a, "mine\n");
  const report = await build({});
  expect(report).toMatchObject({ deleted: [b], errors: [] });
  expect(report.kept).toMatchObject([
    {
      severity: "warning",
      code: "output-orphan-edited",
      message: "the file is no longer generated, and was edited",
    },
  ]);
  expect(list()).toContain(a);
  const after = await compare({});
  expect(statuses(after)).toEqual([`orphan-edited ${a}`]);
  expect(after.manifest.status).toBe("fresh");

  expect((await build({}, { force: true })).deleted).toEqual([a]);
  expect(list()).toEqual([manifest, "tuning.yaml"]);
});

test("an orphan that is gone is forgotten", async () => {
  const { build, compare, at, read } = makeWorkspace();
  await build({ [a]: "1\n" });
  rmSync(at(a));
  expect((await compare({})).manifest.status).toBe("stale");
  expect(await build({})).toMatchObject({ deleted: [], kept: [], errors: [] });
  expect(read(manifest)).not.toContain(a);
});

test("with nothing to write and nothing to forget, nothing is created", async () => {
  const { build, compare, list } = makeWorkspace();
  expect((await compare({})).manifest.status).toBe("fresh");
  await build({});
  expect(list()).toEqual(["tuning.yaml"]);
});

test("what changed between the comparison and the write is seen", async () => {
  const { compare, read, write } = makeWorkspace();
  const before = await compare({ [a]: "1\n" });
  write(a, "theirs\n");
  const report = await writeToDisk(before);
  expect(messages(report.errors)).toEqual([
    "output-foreign: the file was not written by tunegen",
  ]);
  expect(read(a)).toBe("theirs\n");
});

test("what another build was about to own is no hindrance once it does", async () => {
  const { build, compare, write, read, at } = makeWorkspace();
  await build({ [a]: "1\n" });
  const owned = read(manifest);
  rmSync(at(manifest));
  const halfWay = await compare({ [a]: "2\n" });
  expect(statuses(halfWay)).toEqual([`foreign ${a}`]);
  write(manifest, owned);
  expect(await writeToDisk(halfWay)).toMatchObject({
    written: [a],
    errors: [],
  });
});

test("what a killed build left is cleaned up, but not what a living one is writing", async () => {
  const { build, list, write } = makeWorkspace();
  await build({ [a]: "1\n" });
  const ofTheDead = "out/nixos/.tunegen-4194305-abc0.tmp";
  const ofTheLiving = `out/nixos/.tunegen-${process.ppid}-abc0.tmp`;
  const ofTheUser = "out/nixos/.tunegen-notes.tmp";
  for (const path of [ofTheDead, ofTheLiving, ofTheUser]) write(path, "x");
  expect((await build({ [a]: "1\n" })).errors).toEqual([]);
  expect(list()).toEqual([manifest, ofTheLiving, ofTheUser, a, "tuning.yaml"]);
});

test("a text without a final newline, an empty one and one beyond ASCII are written byte by byte", async () => {
  const { build, compare, read } = makeWorkspace();
  const files = {
    "out/a": "no newline",
    "out/b": "",
    "out/c": "é \u{1F40C}\n",
  };
  await build(files);
  for (const [path, text] of Object.entries(files)) {
    expect(read(path)).toBe(text);
  }
  expect(statuses(await compare(files))).toEqual([]);
});

test("a missing file is written again, and the manifest need not change", async () => {
  const { build, at } = makeWorkspace();
  await build({ [a]: "1\n" });
  const before = statSync(at(manifest)).ino;
  rmSync(at("out/nixos"), { recursive: true });
  expect((await build({ [a]: "1\n" })).written).toEqual([a]);
  expect(statSync(at(manifest)).ino).toBe(before);
});

test("a file renamed only in case is not deleted where the disk ignores case", async () => {
  const { build, at, list, compare } = makeWorkspace();
  const old = "out/nixos/role-Web.nix";
  const renamed = "out/nixos/role-web.nix";
  await build({ [old]: "1\n" });
  // Two names of one file, as such a disk would show it.
  linkSync(at(old), at(renamed));
  const wanted = { [renamed]: "2\n" };
  expect(statuses(await compare(wanted))).toEqual([
    `orphan-gone ${old}`,
    `stale ${renamed}`,
  ]);
  expect(await build(wanted)).toMatchObject({
    written: [renamed],
    deleted: [],
    errors: [],
  });
  expect(list()).toContain(renamed);
});

test("a file renamed only in case moves where the disk tells case apart", async () => {
  const { build, list } = makeWorkspace();
  await build({ "out/nixos/role-Web.nix": "1\n" });
  await build({ "out/nixos/role-web.nix": "1\n" });
  expect(list()).toEqual([manifest, "out/nixos/role-web.nix", "tuning.yaml"]);
});
