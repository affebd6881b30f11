import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import schema from "../../tuning.schema.json" with { type: "json" };
import { small } from "../cli/tunegen.js";
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

  test("has the bundles, their licences, the templates, the schema and its documents, and nothing else", () => {
    const templates = filesBelow(join(root, "templates"));
    const { versions, platform, arch } = process;
    expect(filesBelow(installed)).toEqual(
      [
        ...["CHANGELOG.md", "LICENSE", "README.md"],
        ...["package.json", "tuning.schema.json"],
        ...[
          "advice",
          "bin",
          "command-line",
          "commands",
          "complete",
          "import",
          "init",
          "operate",
          "re2",
          "report",
        ].map((name) => `dist/${name}.cjs`),
        ...["command-line", "commands"].map(
          (name) => `dist/${name}.cjs-${versions.v8}-${platform}-${arch}.cache`,
        ),
        ...["dist/index.d.ts", "dist/index.js", "docs/tunegen.1"],
        "dist/catalogue.json",
        "dist/licences.txt",
        ...templates.map((path) => `templates/${path}`),
      ].toSorted(),
    );
  });

  test("has the licence of each package that is part of it", () => {
    const text = readFileSync(join(installed, "dist", "licences.txt"), "utf8");
    for (const name of ["commander", "handlebars", "re2js", "yaml", "zod"])
      expect(text).toMatch(new RegExp(`^${name} [0-9.]+ \\(.+\\)$`, "mu"));
    expect(text.match(/permission/giu)?.length).toBeGreaterThan(20);
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

  test("asks for prettier and handlebars where they are needed, and loads those of the user", () => {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    };
    write("tuning.yaml", small.replace("nixos", 'talos, osVersion: "1.11"'));
    write(".prettierrc", "singleQuote: true\n");
    write("my-templates/nixos/module.hbs", "{ }\n");
    const build = (...args: readonly string[]) =>
      run(
        process.execPath,
        [join(installed, manifest.bin.tunegen), "build", ...args],
        undefined,
        { cwd: folder },
      );
    const checked = run(
      process.execPath,
      [join(installed, manifest.bin.tunegen), "check"],
      undefined,
      { cwd: folder },
    );
    expect(checked.status).toBe(2);
    // Nothing that is built would mend it.
    expect(checked.stderr).toMatch(/\n1 error\n$/u);
    for (const [name, ...args] of [
      ["prettier"],
      ["handlebars", "--templates", "my-templates"],
    ] as const) {
      expect(build(...args)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(
          `help: run \`npm install --save-dev ${name}\``,
        ) as unknown,
      });
      symlinkSync(
        join(root, "node_modules", name),
        join(folder, "node_modules", name),
      );
      expect(build(...args)).toMatchObject({ status: 0 });
    }
  });

  test("is found by its names", () => {
    const program = `
      import { compile } from "tunegen";
      import manifest from "tunegen/package.json" with { type: "json" };
      import schema from "tunegen/tuning.schema.json" with { type: "json" };
      import catalogue from "tunegen/catalogue.json" with { type: "json" };
      const { unit } = catalogue.keys["net.core.rmem_max"];
      console.log(typeof compile, manifest.version, schema.title, catalogue.version, unit);`;
    expect(
      run(process.execPath, ["--input-type=module", "-e", program], undefined, {
        cwd: folder,
      }),
    ).toEqual({
      status: 0,
      stdout: `function ${manifest.version} ${schema.title} 1 bytes\n`,
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
