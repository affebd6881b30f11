import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../support/programs.js";

const root = join(import.meta.dirname, "..", "..");
const notCopied = new Set(["node_modules", "dist", ".git"]);

/** What is made, and the files that it consists of beside its registry. */
const made = [
  ["rule", "effect/throw-away", "src/rules/effect/throw-away.ts"],
  ["target", "throw-away", "src/targets/throw-away/index.ts"],
  ["setting", "throw-away", "src/settings/throw-away.ts"],
  ["platform", "throw-away", "src/platform/distribution/throw-away.ts"],
  ["platform", "os/thrown", "src/platform/os/thrown.ts"],
] as const;

const tests = [
  "test/rules/throw-away.test.ts",
  "test/targets/throw-away.test.ts",
  "test/settings/throw-away.test.ts",
  "test/platform/throw-away.test.ts",
  "test/platform/thrown.test.ts",
];

/** A copy of this repository, with one of everything that can be made. */
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "tunegen-scaffolds-"));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !notCopied.has(relative(root, path)),
  });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  for (const [kind, name] of made)
    expect(node("scripts/new.js", kind, name, "--files-only").status).toBe(0);
  // As without --files-only, once for all of them.
  for (const script of ["docs", "build", "schema"])
    expect(node(`scripts/${script}.js`)).toEqual({ status: 0, said: "" });
}, 300_000);

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

test("all files are there, and nothing is left of the placeholders for names", () => {
  for (const path of [...made.map(([, , file]) => file), ...tests]) {
    expect(existsSync(join(copy, path)), path).toBe(true);
    const text = readFileSync(join(copy, path), "utf8");
    expect(text, path).toMatch(/throw-?away|thrown/iu);
    expect(text, path).not.toContain("{{");
  }
});

test("what is made compiles", () => {
  expect(node("node_modules/typescript/bin/tsc", "--noEmit")).toEqual({
    status: 0,
    said: "",
  });
});

test("what is made passes lint", () => {
  const files = [
    ...made.map(([, , file]) => file),
    ...tests,
    "src/targets/throw-away/templates.ts",
    "src/rules/registry.ts",
    "src/targets/registry.ts",
    "src/settings/registry.ts",
    "src/platform/distribution/registry.ts",
    "src/platform/os/registry.ts",
  ];
  for (const tool of ["eslint/bin/eslint.js", "prettier/bin/prettier.cjs"]) {
    const options = tool.startsWith("prettier") ? ["--check"] : [];
    expect(
      node(join("node_modules", tool), ...options, ...files),
    ).toMatchObject({ status: 0 });
  }
});

test("what is made passes its tests, and those over all of its kind", () => {
  expect(
    node(
      "node_modules/vitest/vitest.mjs",
      ...["run", "--project", "unit", ...tests],
      ...["test/rules/examples.test.ts", "test/targets/registry.test.ts"],
      ...["test/platform", "test/architecture", "test/golden/golden.test.ts"],
    ),
  ).toMatchObject({ status: 0 });
});

test("a name that is taken, or is none, is refused", () => {
  expect(node("scripts/new.js", "setting", "throw-away")).toEqual({
    status: 2,
    said: "src/settings/throw-away.ts exists already\n",
  });
  expect(node("scripts/new.js", "rule", "nowhere/a").status).toBe(2);
  expect(node("scripts/new.js", "rule", "Not_kebab").status).toBe(2);
  expect(node("scripts/new.js", "rules", "a").status).toBe(2);
});

function node(...args: readonly string[]): {
  readonly status: number | null;
  readonly said: string;
} {
  const { status, stdout, stderr } = run(process.execPath, args, undefined, {
    cwd: copy,
  });
  return { status, said: stdout + stderr };
}
