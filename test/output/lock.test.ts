import { existsSync, mkdirSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockFolder } from "../../src/output/lock.js";
import { bundleWriter, output } from "./processes.js";
import { makeWorkspace, manifest, messages } from "./workspace.js";

const a = "out/nixos/role-a.nix";

test("a build waits for another one, and then fails with a message", async () => {
  const { at, build, list } = makeWorkspace();
  await build({ [a]: "1\n" });
  const release = await lockFolder(at("out"), 0);
  expect(release).toBeDefined();
  const report = await build({ [a]: "2\n" }, { lockTimeout: 100 });
  expect(report.written).toEqual([]);
  expect(messages(report.errors)).toEqual([
    "output-locked: another build is writing to out",
  ]);
  expect(report.errors[0]?.why).toBe("nothing was changed");

  const waiting = build({ [a]: "2\n" }, { lockTimeout: 5_000 });
  if (typeof release !== "string") await release();
  expect((await waiting).written).toEqual([a]);
  expect(list()).toEqual([manifest, a, "tuning.yaml"]);
});

test("a comparison and a build without a change take no lock", async () => {
  const { at, build } = makeWorkspace();
  await build({ [a]: "1\n" });
  const release = await lockFolder(at("out"), 0);
  expect(await build({ [a]: "1\n" })).toMatchObject({
    written: [],
    errors: [],
  });
  if (typeof release !== "string") await release();
});

test("the lock of a killed build expires", async () => {
  const { at, build, list } = makeWorkspace();
  await build({ [a]: "1\n" });
  const lock = at("out/.tunegen-lock");
  mkdirSync(lock);
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  expect((await build({ [a]: "2\n" })).written).toEqual([a]);
  expect(list()).toEqual([manifest, a, "tuning.yaml"]);
});

test("two builds at once in one process take turns", async () => {
  const { build, read, list } = makeWorkspace();
  const reports = await Promise.all(
    ["1\n", "2\n"].map((text) => build({ [a]: text }, { lockTimeout: 5_000 })),
  );
  // The second compares again under the lock: what the first wrote is tunegen's own, so it is stale and no stranger.
  expect(reports.flatMap(({ errors }) => errors)).toEqual([]);
  expect(["1\n", "2\n"]).toContain(read(a));
  expect(list()).toEqual([manifest, a, "tuning.yaml"]);
});

test("builds at once in several processes leave one of their results, whole", async () => {
  const { folder, at, build, read } = makeWorkspace();
  const writer = await bundleWriter();
  const texts = ["one", "two", "three"];
  const reports = await Promise.all(
    texts.map((text) =>
      output(process.execPath, [
        writer,
        "build",
        join(folder, "tuning.yaml"),
        "out/nixos/{n}.nix",
        text,
        "40",
      ]),
    ),
  );
  for (const report of reports) {
    expect(JSON.parse(report)).toMatchObject({ errors: [] });
  }
  const names = readdirSync(at("out/nixos"));
  expect(names).toHaveLength(40);
  expect(existsSync(at("out/.tunegen-lock"))).toBe(false);
  const written = new Set(names.map((name) => read(`out/nixos/${name}`)));
  expect([...written]).toHaveLength(1);
  const [text = ""] = written;
  const again = await build(
    Object.fromEntries(names.map((name) => [`out/nixos/${name}`, text])),
  );
  expect(again).toMatchObject({ written: [], errors: [] });
});
