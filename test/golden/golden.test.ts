import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { createColors } from "picocolors";
import { printDiagnostic } from "../../src/cli/print.js";
import { compileSource } from "../../src/compile.js";
import { programTest } from "../support/programs.js";
import { spawnSync } from "node:child_process";

const here = import.meta.dirname;
const repository = join(here, "..", "..");

/** Each case is a folder: a spec, the tree of files that it becomes, and what is found in it. */
const cases = [
  ...readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, folder: join(here, name) })),
  // The repository's own tuning is a case, too: its tree is what people look at first.
  { name: "the repository's own tuning", folder: repository },
];

describe.each(cases)("$name", ({ folder }) => {
  const { files, faults, findings } = compileSource(
    sourceIn(folder, "tuning.yaml"),
    {
      readInclude: (name) => sourceIn(folder, name),
    },
  );

  test("becomes these files, byte for byte", async () => {
    for (const { path, text } of files) {
      const expected = join(folder, path);
      // The repository's own files are written by `tunegen build` alone, which also keeps their manifest.
      if (folder === repository) {
        expect(text).toBe(readFileSync(expected, "utf8"));
      } else await expect(text).toMatchFileSnapshot(expected);
    }
  });

  test("becomes no other files", () => {
    const written = files.map(({ path }) => path);
    expect(
      generatedIn(folder).filter((path) => !written.includes(path)),
    ).toEqual([]);
  });

  test("is found to have these findings", async () => {
    const paint = createColors(false);
    const text = [...faults, ...findings]
      .map((each) => printDiagnostic(each, paint))
      .join("");
    const expected = join(folder, "findings.txt");
    // Most cases are clean, and the repository's own tuning is, too.
    if (existsSync(expected) || (text !== "" && folder !== repository)) {
      await expect(text).toMatchFileSnapshot(expected);
    } else expect(text).toBe("");
  });

  test("is laid out as prettier lays it out", async () => {
    for (const { path, text } of files) {
      const parser = /\.(?<parser>ya?ml|json|md)$/u.exec(path)?.groups?.[
        "parser"
      ];
      if (parser === undefined) continue;
      const formatted = await format(text, {
        parser:
          parser === "md" ? "markdown" : parser === "json" ? "json" : "yaml",
      });
      expect(formatted, path).toBe(text);
    }
  });
});

programTest("nix-instantiate", "every Nix file parses and evaluates", () => {
  const modules = cases.flatMap(({ folder }) =>
    generatedIn(folder)
      .filter((path) => path.endsWith(".nix"))
      .map((path) => join(folder, path)),
  );
  const imports = modules.map(
    (path) =>
      `(import ${JSON.stringify(path)} { lib = { mkOverride = p: v: v; mkForce = v: v; mkDefault = v: v; }; config = { }; pkgs = { }; })`,
  );
  const { status, stderr } = spawnSync(
    "nix-instantiate",
    [
      "--store",
      "dummy://",
      "--eval",
      "--strict",
      "--json",
      "-E",
      `builtins.map (m: builtins.removeAttrs m [ "disabledModules" ]) [ ${imports.join(" ")} ]`,
    ],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(modules.length).toBeGreaterThan(5);
});

function sourceIn(
  folder: string,
  name: string,
): { readonly name: string; readonly text: string } {
  return { name, text: readFileSync(join(folder, name), "utf8") };
}

/** The generated files below a case's folder, as far as its spec says where they go. */
function generatedIn(folder: string): readonly string[] {
  const roots = folder === repository ? ["out"] : readdirSync(folder);
  return roots
    .filter((name) => !/^(?:tuning|shared)\.yaml$|^findings\.txt$/u.test(name))
    .flatMap((name) => filesBelow(join(folder, name)))
    .map((path) => relative(folder, path).replaceAll("\\", "/"))
    .filter((path) => !path.endsWith(".tunegen-manifest.json"));
}

function filesBelow(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
