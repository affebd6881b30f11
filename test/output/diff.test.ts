import { expect, test } from "vitest";
import { unifiedDiff } from "../../src/output/diff.js";
import { makeWorkspace, type Texts } from "./workspace.js";

const a = "out/nixos/role-a.nix";

async function diffOf(
  onDisk: Texts,
  wanted: Texts,
): Promise<readonly string[]> {
  const { build, compare, write, location } = makeWorkspace();
  await build(onDisk);
  for (const [path, text] of Object.entries(onDisk)) write(path, text);
  const { files } = await compare(wanted);
  return Promise.all(files.map((file) => unifiedDiff(file, location)));
}

test("a changed file is shown with three lines around each change", async () => {
  const lines = Array.from({ length: 12 }, (_, index) => `${index}\n`);
  const changed = lines.with(6, "six\n");
  expect(
    await diffOf({ [a]: lines.join("") }, { [a]: changed.join("") }),
  ).toEqual([
    `--- a/${a}\t(on disk)
+++ b/${a}\t(from tuning.yaml)
@@ -4,7 +4,7 @@
 3
 4
 5
-6
+six
 7
 8
 9
`,
  ]);
});

test("a missing file and an orphan are shown whole, and a fresh one not at all", async () => {
  expect(
    await diffOf(
      { "out/gone": "1\n2\n", "out/same": "x\n" },
      { "out/new": "1\n", "out/same": "x\n" },
    ),
  ).toEqual([
    "--- a/out/gone\t(on disk)\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-1\n-2\n",
    "--- /dev/null\n+++ b/out/new\t(from tuning.yaml)\n@@ -0,0 +1,1 @@\n+1\n",
    "",
  ]);
});

test("a missing final newline is told", async () => {
  const [partly] = await diffOf({ [a]: "1\n2" }, { [a]: "1\n2\n" });
  expect(partly).toContain("-2\n\\ No newline at end of file\n+2\n");
  const [wholly] = await diffOf({ [a]: "1\n2" }, {});
  expect(wholly).toContain("-2\n\\ No newline at end of file\n");
});

test.each([
  ["binary", "a\0b"],
  ["not UTF-8", "a\uFFFDb"],
  ["long", "x".repeat(1_000_001)],
])("a file on the disk that is %s is named", async (_, text) => {
  expect(await diffOf({ [a]: text }, { [a]: "x\n" })).toEqual([
    `${a} is not text, or too long to show\n`,
  ]);
});

test("control characters are made visible", async () => {
  const [diff] = await diffOf({ [a]: "\u001b[31mred\n" }, { [a]: "plain\n" });
  expect(diff).toContain("-\\u{1b}[31mred\n");
});

test("files that differ in everything are shown as replaced", async () => {
  const lines = (word: string): string =>
    Array.from({ length: 5_000 }, (_, index) => `${word} ${index}\n`).join("");
  const [diff = ""] = await diffOf({ [a]: lines("a") }, { [a]: lines("b") });
  expect(diff.split("\n")).toHaveLength(3 + 10_000 + 1);
  expect(diff).toContain("@@ -1,5000 +1,5000 @@\n-a 0\n");
});
