import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { check, clearConfigCache, resolveConfig } from "prettier";
import { describe, expect, test } from "vitest";
import { openDisk } from "../../src/output/disk.js";
import { findStyles } from "../../src/output/prettier-config.js";
import {
  makeWorkspace,
  manifest,
  messages,
  statuses,
  type Workspace,
} from "./workspace.js";

const yaml = "out/k3s/role-a/config.yaml.d/90-tuning.yaml";
const nix = "out/nixos/role-a.nix";
const text = `kubelet-arg+:\n  - "a"\n`;

const isGoverned = ({ folder, at }: Workspace, path: string): boolean =>
  findStyles(openDisk([folder]), folder).isGoverned(at(path));

/** What prettier's command would say of a file. */
async function isGreen({ at }: Workspace, path: string): Promise<boolean> {
  await clearConfigCache();
  const config = await resolveConfig(at(path), { editorconfig: true });
  return check(readFileSync(at(path), "utf8"), {
    ...config,
    filepath: at(path),
  });
}

describe("files are written as a configuration beside or above them has it", () => {
  test.each([
    [".prettierrc", "tabWidth: 4\nsingleQuote: true\n"],
    [".prettierrc", '{ "tabWidth": 4, "singleQuote": true }'],
    [".prettierrc.json", '{ "singleQuote": true }'],
    [
      ".prettierrc.yaml",
      "overrides: [{ files: '*.yaml', options: { singleQuote: true } }]\n",
    ],
    [".prettierrc.yml", "singleQuote: true # as ever\n"],
    [".prettierrc.json5", "{ singleQuote: true }"],
    [".prettierrc.toml", "singleQuote = true\n"],
    [".prettierrc.cjs", "module.exports = { singleQuote: true };\n"],
    [".prettierrc.mjs", "export default { singleQuote: true };\n"],
    ["prettier.config.js", "module.exports = { singleQuote: true };\n"],
    ["prettier.config.mjs", "export default { singleQuote: true };\n"],
    ["package.json", '{ "prettier": { "singleQuote": true } }'],
    ["package.yaml", "prettier:\n  singleQuote: true\n"],
    ["out/k3s/.prettierrc", "singleQuote: true\n"],
    [".editorconfig", "[*]\nquote_type = single\n"],
    [".editorconfig", "[*.{yaml,yml}]\nquote_type = single\n"],
  ])("%s: %j", async (name, config) => {
    const workspace = makeWorkspace();
    const { write, build, read, compare } = workspace;
    write(name, config);
    expect((await build({ [yaml]: text, [nix]: "{}\n" })).errors).toEqual([]);
    expect(read(yaml)).toContain("- 'a'");
    expect(read(nix)).toBe("{}\n");
    expect(await isGreen(workspace, yaml)).toBe(true);
    expect(await isGreen(workspace, manifest)).toBe(true);
    const after = await compare({ [yaml]: text, [nix]: "{}\n" });
    expect(statuses(after)).toEqual([]);
    expect(after.manifest.status).toBe("fresh");
  });
});

test("the manifest is laid out like everything else", async () => {
  const workspace = makeWorkspace();
  workspace.write(".prettierrc", "useTabs: true\n");
  await workspace.build({ [nix]: "{}\n" });
  expect(workspace.read(manifest)).toContain('\n\t"version": 1');
  expect(await isGreen(workspace, manifest)).toBe(true);
});

describe("prettier is not loaded where a configuration makes no difference", () => {
  test.each([
    ["none at all", {}],
    [
      "an .editorconfig that restates the defaults",
      {
        ".editorconfig":
          "root = true\n[*]\nindent_style = space\nindent_size = 2\nend_of_line = lf\ncharset = utf-8\n",
      },
    ],
    [
      "sections for other files",
      {
        ".editorconfig":
          "[*.{py,go}]\nindent_size = 4\n[Makefile]\nindent_style = tab\n[*.md]\nmax_line_length = 100\n",
      },
    ],
    [
      "an .editorconfig below another root",
      {
        ".editorconfig": "[*]\nindent_size = 4\n",
        "out/.editorconfig": "root = true\n",
      },
    ],
    [
      "options of code",
      { ".prettierrc": '{ "semi": false, "arrowParens": "avoid" }' },
    ],
    [
      "defaults, and an empty configuration",
      { ".prettierrc": "# nothing\nprintWidth: 80\ntrailingComma: es5\n" },
    ],
    [
      "a package.json without the key",
      { "package.json": '{ "devDependencies": { "prettier": "3" } }' },
    ],
    ["a broken package.json", { "package.json": '{ "prettier": ' }],
    [
      "hostile keys",
      {
        ".editorconfig": "[*]\nconstructor = 1\n__proto__ = 2\n",
      },
    ],
  ])("%s", async (_, files) => {
    const workspace = makeWorkspace();
    for (const [name, config] of Object.entries(files)) {
      workspace.write(name, config);
    }
    await workspace.build({ [yaml]: text });
    expect(isGoverned(workspace, yaml)).toBe(false);
    expect(workspace.read(yaml)).toBe(text);
    expect(await isGreen(workspace, yaml)).toBe(true);
  });
});

test("in doubt prettier decides", () => {
  const workspace = makeWorkspace();
  workspace.write(".editorconfig", "[out/**]\nindent_size = 4\n");
  expect(isGoverned(workspace, yaml)).toBe(true);
  workspace.write(".editorconfig", "[*.{md,{yaml,yml}}]\nindent_size = 4\n");
  expect(isGoverned(workspace, yaml)).toBe(true);
  workspace.write(".editorconfig", "[*.y?ml]\nindent_size = 4\n");
  expect(isGoverned(workspace, yaml)).toBe(true);
  workspace.write(".editorconfig", "");
  workspace.write(".prettierrc", '{ "semi": false }');
  expect(isGoverned(workspace, "out/README.md")).toBe(true);
});

test.each([
  [".prettierignore", "out/\n"],
  ["out/.prettierignore", "k3s\n"],
])("%s leaves files as they are", async (name, ignore) => {
  const { write, build, read } = makeWorkspace();
  write(".prettierrc", "singleQuote: true\n");
  write(name, ignore);
  await build({ [yaml]: text });
  expect(read(yaml)).toBe(text);
});

test("a broken configuration is told, and nothing is written", async () => {
  const { write, build, list } = makeWorkspace();
  write(".prettierrc", "{ tabWidth: [\n");
  const { errors } = await build({ [yaml]: text });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    code: "output-format",
    help: "fix that configuration, or add the file to `.prettierignore`",
  });
  expect(errors[0]?.message).toMatch(
    `${yaml} cannot be formatted with the prettier configuration of its folder: `,
  );
  expect(errors[0]?.why).toMatch(/, by \.prettierrc$/);
  expect(list()).toEqual([".prettierrc", "tuning.yaml"]);
});

test("a configuration of options that prettier does not take is told", async () => {
  const { write, build } = makeWorkspace();
  write(".prettierrc", "parser: no-such-parser\n");
  expect(messages((await build({ [yaml]: text })).errors)).toEqual([
    expect.stringContaining("no-such-parser"),
  ]);
});

test("line ends that a configuration asks for are written, and a checkout without them is fresh", async () => {
  const { write, build, read, compare } = makeWorkspace();
  write(".prettierrc", "endOfLine: crlf\n");
  await build({ [yaml]: text });
  expect(read(yaml)).toBe(text.replaceAll("\n", "\r\n"));
  write(yaml, text);
  expect(statuses(await compare({ [yaml]: text }))).toEqual([]);
});

test("a folder that is not there yet is governed by those above", () => {
  const workspace = makeWorkspace();
  mkdirSync(join(workspace.folder, "out"));
  workspace.write("out/.prettierrc", "tabWidth: 4\n");
  expect(isGoverned(workspace, yaml)).toBe(true);
  expect(isGoverned(workspace, "other/x.yaml")).toBe(false);
});
