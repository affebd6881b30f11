import { spawn } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { kinds } from "../../scripts/scaffolds/kinds.js";
import { namesOf } from "../../scripts/scaffolds/names.js";
import { type Run, run } from "../support/programs.js";
import { readTree, type Tree } from "../support/tree.js";

const root = join(import.meta.dirname, "..", "..");
const notCopied = new Set(["node_modules", "dist", "coverage", ".git"]);

/** One of everything that can be made, with the files that this creates and changes. */
const made = [
  {
    args: ["rule", "effect/throw-away"],
    created: [
      "src/rules/effect/throw-away.ts",
      "test/rules/throw-away.test.ts",
    ],
    changed: "src/rules/registry.ts",
  },
  {
    args: ["target", "throw-away"],
    created: [
      "src/targets/throw-away/index.ts",
      "src/targets/throw-away/templates.ts",
      "templates/throw-away/file.hbs",
      "test/targets/throw-away.test.ts",
    ],
    changed: "src/targets/registry.ts",
  },
  {
    args: ["setting", "throw-away"],
    created: ["src/settings/throw-away.ts", "test/settings/throw-away.test.ts"],
    changed: "src/settings/registry.ts",
  },
  {
    args: ["platform", "distribution/throw-away"],
    created: [
      "src/platform/distribution/throw-away.ts",
      "test/platform/distribution/throw-away.test.ts",
    ],
    changed: "src/platform/distribution/registry.ts",
  },
  {
    args: ["platform", "os/thrown"],
    created: ["src/platform/os/thrown.ts", "test/platform/os/thrown.test.ts"],
    changed: "src/platform/os/registry.ts",
  },
] as const;

/** Tests over all rules, targets, kinds of settings and platforms. */
const registryTests = [
  "test/rules/examples.test.ts",
  "test/targets/registry.test.ts",
  "test/targets/docs.test.ts",
  "test/language/schema.test.ts",
  "test/core/codes.test.ts",
  "test/platform/platform-of.test.ts",
  "test/architecture/rooms.test.ts",
  "test/cli/path-errors.test.ts",
];

/** A copy of this repository. */
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "tunegen-scaffolds-"));
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !notCopied.has(relative(root, path)),
  });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

describe("a name that cannot be used", () => {
  test.each([
    ["rule", "harm/Not_kebab", "`Not_kebab` is not in kebab case"],
    ["rule", "my-rule", "`my-rule` does not start with `effect/` or"],
    ["rule", "nowhere/a", "`nowhere/a` does not start with `effect/` or"],
    [
      "rule",
      "harm/no-effect",
      "`noEffect` is already in src/rules/registry.ts",
    ],
    ["rule", "harm/unknown-key", "`unknown-key` is already in docs/errors.md"],
    ["rule", "harm/define-rule", "the created files need `defineRule`"],
    ["target", "a/b", "`a/b` names a folder"],
    ["target", "sysctl-d", "`sysctlD` is already in src/targets/registry.ts"],
    ["target", "comments", "test/targets/comments.test.ts already exists"],
    ["setting", "sysfs", "`sysfs` is already in src/settings/registry.ts"],
    ["setting", "kernel-args", "`kernelArgs` is already in tuning.schema.json"],
    ["setting", "exact", "the created files need `exact` for something else"],
    ["platform", "os/delete", "`delete` is a reserved word of JavaScript"],
    ["platform", "os/talos", "`talos` is already in src/platform/os/registry"],
  ] as const)("%s %s: %s", (kind, name, message) => {
    expect(() => namesOf(name, kinds[kind], root)).toThrow(message);
  });

  test.each([
    [["rule", "harm/no-effect"], "`noEffect` is already in"],
    [["rules", "a"], "Allowed choices are rule, target, setting, platform"],
    [[], "missing required argument 'kind'"],
  ])("%j prints the usage and writes nothing", (args, message) => {
    const before = sources();
    const { status, stdout, stderr } = node("scripts/new.js", ...args);
    expect(stderr).toContain(message);
    expect(stderr).toContain(
      "Usage: npm run new -- rule|target|setting|platform NAME",
    );
    expect(stderr).not.toMatch(/^ +at /mu);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(sources()).toEqual(before);
  });
});

describe("one of everything", () => {
  test.each(made)("$args.0 $args.1", ({ args, created, changed }) => {
    const before = sources();
    const { status, stdout, stderr } = node("scripts/new.js", ...args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const after = sources();
    expect(pathsOf(after, before)).toEqual([...created, changed].sort());
    for (const path of created) {
      expect(stdout).toContain(`created ${path}\n`);
      const isTemplate = path.endsWith(".hbs");
      if (!isTemplate) expect(after[path], path).not.toContain("{{");
      if (!isTemplate) expect(after[path], path).toContain("FILL IN");
    }
    expect(stdout).toContain(`changed ${changed}\n`);
    const section = /The section "(.*)" in CONTRIBUTING/u.exec(stdout)?.[1];
    const guide = readFileSync(join(copy, "CONTRIBUTING.md"), "utf8");
    expect(guide).toContain(`\n## ${String(section)}\n`);
    expect(node("scripts/new.js", ...args).status).toBe(2);
  });

  describe("then", () => {
    let [tsc, eslint, docs, schema, prettier, vitest]: Run[] = [];

    beforeAll(async () => {
      const files = made.flatMap(({ created, changed }) => [
        ...created,
        changed,
      ]);
      const code = files.filter((path) => path.endsWith(".ts"));
      [tsc, eslint, [docs, schema, prettier, vitest]] = await Promise.all([
        start("node_modules/typescript/bin/tsc", "--noEmit"),
        start("node_modules/eslint/bin/eslint.js", ...code),
        inTurn(
          ["scripts/docs.js"],
          ["scripts/schema.js"],
          [
            "node_modules/prettier/bin/prettier.cjs",
            ...["--list-different", "docs", "tuning.schema.json", ...code],
          ],
          [
            "node_modules/vitest/vitest.mjs",
            ...["run", "--project", "unit", "--reporter", "dot"],
            ...code.filter((path) => path.endsWith(".test.ts")),
            ...registryTests,
          ],
        ),
      ]);
    }, 600_000);

    test("everything has its documents and its part of the schema", () => {
      expect(docs).toEqual(fine);
      expect(schema).toEqual(fine);
      const made = sources();
      expect(made["docs/rules.md"]).toContain("## throw-away");
      expect(made["docs/targets.md"]).toContain("## throw-away");
      expect(made["tuning.schema.json"]).toContain('"throwAway":{');
    });

    test("everything compiles", () => {
      expect(tsc).toEqual(fine);
    });

    test("everything passes lint", () => {
      expect(eslint).toEqual(fine);
      expect(prettier).toEqual(fine);
    });

    test("the created tests pass, and those of all of a kind", () => {
      expect(vitest?.status, String(vitest?.stdout)).toBe(0);
    });
  });
});

const fine = { status: 0, stdout: "", stderr: "" };

function node(...args: readonly string[]): Run {
  return run(process.execPath, args, undefined, { cwd: copy });
}

/** Starts a program of the copy: those that wait for nothing else run at once. */
async function start(...args: readonly string[]): Promise<Run> {
  const child = spawn(process.execPath, args, {
    cwd: copy,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => {
      child.on("error", reject).on("close", resolve);
    }),
  ]);
  return { status, stdout, stderr };
}

async function inTurn(...all: readonly (readonly string[])[]): Promise<Run[]> {
  const done: Run[] = [];
  for (const args of all) done.push(await start(...args));
  return done;
}

/** Everything in the copy that the scaffolds may touch. */
function sources(): Tree {
  const folders = ["src", "test", "templates", "docs"];
  return readTree(copy, (path) => {
    const [folder = ""] = path.split("/");
    return path.includes("/")
      ? !folders.includes(folder)
      : path !== "tuning.schema.json";
  });
}

function pathsOf(after: Tree, before: Tree): readonly string[] {
  return Object.keys(after)
    .filter((path) => after[path] !== before[path])
    .sort();
}
