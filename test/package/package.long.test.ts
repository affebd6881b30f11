import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import schema from "../../tuning.schema.json" with { type: "json" };
import { run } from "../support/programs.js";
import { installOffline, packInto, root } from "./packing.js";

describe("the package", () => {
  const folder = mkdtempSync(join(tmpdir(), "tunegen-test-"));
  const installed = join(folder, "node_modules", "tunegen");
  let tarball = "";
  beforeAll(() => {
    tarball = packInto(folder);
    installOffline(tarball, folder);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("has the bundles, the templates, the schema and its documents, and nothing else", () => {
    const templates = filesBelow(join(root, "templates"));
    expect(filesBelow(installed)).toEqual(
      [
        ...["CHANGELOG.md", "LICENSE", "README.md"],
        ...["package.json", "tuning.schema.json"],
        ...["bin", "command-line", "commands", "import", "init"].map(
          (name) => `dist/${name}.cjs`,
        ),
        ...["command-line", "commands"].map((name) => `dist/${name}.cjs.cache`),
        ...["dist/index.d.ts", "dist/index.js"],
        ...templates.map((path) => `templates/${path}`),
      ].toSorted(),
    );
  });

  test("brings no other package and runs nothing when it is installed", () => {
    expect(readdirSync(join(folder, "node_modules"))).toEqual([
      ".bin",
      ".package-lock.json",
      "tunegen",
    ]);
    expect(manifest).not.toHaveProperty("dependencies");
    expect(
      Object.keys(manifest.scripts).filter((name) => name.includes("install")),
    ).toEqual([]);
  });

  test.each([
    ["publint", ["run", "--strict"]],
    ["attw", ["--profile", "esm-only"]],
  ])("has nothing that %s finds wrong", (name, args) => {
    const { status, stdout, stderr } = run(
      join(root, "node_modules", ".bin", name),
      [...args, tarball],
    );
    expect(status, stdout + stderr).toBe(0);
  });

  test("is found by its names", () => {
    const program = `
      import { compile } from "tunegen";
      import manifest from "tunegen/package.json" with { type: "json" };
      import schema from "tunegen/tuning.schema.json" with { type: "json" };
      console.log(typeof compile, manifest.version, schema.title);`;
    expect(
      run(process.execPath, ["--input-type=module", "-e", program], undefined, {
        cwd: folder,
      }),
    ).toEqual({
      status: 0,
      stdout: `function ${manifest.version} ${schema.title}\n`,
      stderr: "",
    });
  });
});

/** The paths of all files below a folder, sorted. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}
