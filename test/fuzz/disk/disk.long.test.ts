import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, test } from "vitest";
import { fuzzer, fuzzTests } from "../fuzz-test.js";
import { type Ended, type Files, type Incident, Scene } from "./scene.js";

/** A spec of several targets; with `next`, files of it change, come and go. */
function specOf(next: boolean): string {
  return `version: 1
include: [shared.yaml]
roles:
  ${next ? "late" : "early"}:
    why: one comes, one goes
    node: { os: linux }
    sysctl: { net.core.somaxconn: 8192 }
  web:
    why: both have it
    node: { os: nixos, distribution: k3s }
    profiles: [shared]
    sysctl: { net.core.somaxconn: ${next ? 16384 : 8192} }
  talos:
    why: both have it
    node: { os: talos, osVersion: "1.13" }
    sysctl: { net.core.somaxconn: ${next ? 16384 : 8192} }
`;
}

/** What the output folder may have held before. */
const befores = ["nothing", "the same", "another"] as const;
type Before = (typeof befores)[number];

const scenes = new Map<Before, Scene>();
let old: Files = new Map();
let expected: Files = new Map();
/** How many calls of the file system each command makes. */
const calls = new Map<string, number>();

beforeAll(async () => {
  for (const before of befores) {
    const scene = new Scene();
    scenes.set(before, scene);
    scene.write(".git/HEAD", "ref: refs/heads/main\n");
    scene.write(".editorconfig", "root = true\n[*]\nindent_size = 2\n");
    scene.write(
      "shared.yaml",
      "version: 1\nprofiles:\n  shared: { why: shared, sysctl: { vm.swappiness: 10 } }\n",
    );
    scene.write("tuning.yaml", specOf(before !== "another"));
    if (before !== "nothing") await built(scene);
    if (before === "the same") expected = scene.files();
    if (before === "another") old = scene.files();
    scene.write("tuning.yaml", specOf(true));
    for (const command of ["build", "check"]) {
      const copy = new Scene(scene.folder);
      const count = join(copy.folder, "calls");
      await copy.run(command, undefined, count);
      calls.set(`${command} ${before}`, Number(readFileSync(count, "utf8")));
      copy.remove();
    }
  }
});

afterAll(() => {
  for (const scene of scenes.values()) scene.remove();
});

async function built(scene: Scene): Promise<void> {
  const { status, said } = await scene.run("build");
  equal(status, 0, said);
}

/** Calls a function with a copy of a scene, and then checks that the next build mends whatever it did. */
async function inScene(
  before: Before,
  use: (scene: Scene) => Promise<void>,
): Promise<void> {
  const scene = new Scene(scenes.get(before)?.folder);
  try {
    await use(scene);
    checkWhole(scene.files());
    scene.ageLock();
    await built(scene);
    deepEqual(scene.files(), expected);
  } finally {
    scene.remove();
  }
}

/** Checks that every file is the old one or the new one as a whole. */
function checkWhole(files: Files): void {
  for (const [path, text] of files) {
    if (/\/\.tunegen-(?:\d+-\w+\.tmp|manifest\.json)$/u.test(path)) continue;
    ok([old.get(path), expected.get(path)].includes(text), `${path}:\n${text}`);
  }
}

function checkWords({ status, said }: Ended): void {
  ok(!/^\s+at .*[:(]\d|This is a bug|node:internal/mu.test(said), said);
  // A process that was killed could say nothing.
  if (status !== null && status !== 0)
    ok(/error|stale|missing|orphan/iu.test(said), said);
}

const codes = ["EIO", "ENOSPC", "EMFILE", "EROFS", "EACCES"];

function incidentOf(drawn: number, command: string, before: Before): number {
  return drawn % (calls.get(`${command} ${before}`) ?? 1);
}

test("a check does not fail where what was kept cannot be closed", async () => {
  await inScene("the same", async (scene) => {
    const kept = await scene.run("check");
    const only = ["closeSync"];
    deepEqual(await scene.run("check", { at: 0, code: "EIO", only }), kept);
  });
});

fuzzTests({
  "a build whose disk fails says so, and the next one mends it": fuzzer(
    8,
    fc.tuple(fc.constantFrom(...befores), fc.nat(), fc.constantFrom(...codes)),
    ([before, drawn, code]) =>
      inScene(before, async (scene) => {
        const at = incidentOf(drawn, "build", before);
        const ended = await scene.run("build", { at, code });
        checkWords(ended);
        if (ended.status === 0) deepEqual(scene.files(), expected, ended.said);
        else ok(ended.said.includes("error"), ended.said);
      }),
  ),
  "a check whose disk fails never passes what is stale": fuzzer(
    4,
    fc.tuple(fc.constantFrom(...befores), fc.nat(), fc.constantFrom(...codes)),
    ([before, drawn, code]) =>
      inScene(before, async (scene) => {
        const at = incidentOf(drawn, "check", before);
        const files = scene.files();
        const ended = await scene.run("check", { at, code });
        checkWords(ended);
        if (before !== "the same") notEqual(ended.status, 0, ended.said);
        deepEqual(scene.files(), files);
      }),
  ),
  "a check of what was kept says the same when its disk fails, or why not":
    fuzzer(4, fc.tuple(fc.nat(), fc.constantFrom(...codes)), ([drawn, code]) =>
      inScene("the same", async (scene) => {
        const kept = await scene.run("check");
        const at = incidentOf(drawn, "check", "the same");
        const ended = await scene.run("check", { at, code });
        checkWords(ended);
        if (ended.status === 0) deepEqual(ended, kept);
      }),
    ),
  "a build that is killed is mended by the next one": fuzzer(
    3,
    fc.record({
      before: fc.constantFrom(...befores),
      at: fc.nat(12),
      kill: fc.constantFrom("before", "after"),
      only: fc.constantFrom(
        ["renameSync"],
        ["unlinkSync"],
        ["openSync", "writeFileSync", "closeSync", "mkdirSync"],
      ),
    }),
    ({ before, ...incident }: Incident & { readonly before: Before }) =>
      inScene(before, async (scene) => {
        checkWords(await scene.run("build", incident));
      }),
  ),
  "eight builds at once leave what one does": fuzzer(
    1,
    fc.constantFrom(...befores),
    (before) =>
      inScene(before, async (scene) => {
        const all = await Promise.all(
          Array.from({ length: 8 }, () => scene.run("build")),
        );
        for (const ended of all) {
          checkWords(ended);
          ok(
            ended.status === 0 ||
              ended.said.includes("another build is writing"),
            ended.said,
          );
        }
        ok(all.some(({ status }) => status === 0));
        deepEqual(scene.files(), expected);
      }),
  ),
});
