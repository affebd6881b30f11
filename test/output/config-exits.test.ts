import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDisk } from "../../src/output/disk.js";
import { openFormat } from "../../src/output/format.js";
import { findLocation } from "../../src/output/location.js";
import { emptyFolder, inFolder, makeWorkspace, messages } from "./workspace.js";

const files = { "out/a.yaml": 'a: "1"\n' };

test.each([
  ["the configuration", { ".prettierrc.cjs": "process.exit(0);\n" }],
  [
    "a plugin",
    {
      ".prettierrc": "plugins: [./plugin.cjs]\n",
      "plugin.cjs":
        'module.exports = { parsers: { x: { parse: () => process.exit(0), astFormat: "x", locStart: () => 0, locEnd: () => 0 } }, languages: [{ name: "x", parsers: ["x"], extensions: [".yaml"] }], printers: { x: { print: () => "" } } };\n',
    },
  ],
])("%s that exits is an error, and not a success", async (_, configs) => {
  const { compare, write } = makeWorkspace();
  for (const [name, text] of Object.entries(configs)) write(name, text);
  const { errors } = await compare(files);
  expect(messages(errors)).toEqual([
    "output-format: out/a.yaml cannot be formatted with the prettier configuration of its folder: it calls `process.exit`",
  ]);
});

test("a broken configuration is reported once", async () => {
  const { compare, write } = makeWorkspace();
  write(".prettierrc.cjs", 'throw new Error("broken");\n');
  write("out/deep/.prettierrc.cjs", 'throw new Error("broken");\n');
  const { errors } = await compare({
    ...files,
    "out/b.yaml": 'b: "1"\n',
    "out/deep/c.yaml": 'c: "1"\n',
  });
  const reported = (path: string) =>
    `output-format: ${path} cannot be formatted with the prettier configuration of its folder: broken`;
  expect(messages(errors)).toEqual([
    reported("out/a.yaml"),
    reported("out/deep/c.yaml"),
  ]);
});

test("a configuration that never ends is an error, for all files the same", async () => {
  const { location, write } = makeWorkspace();
  write(".prettierrc.mjs", "await new Promise(() => {});\n");
  const disk = openDisk([location.boundary]);
  const format = openFormat(location, disk, { patience: 100 });
  const [a, b] = [
    await format({ path: "out/a.yaml", text: "" }),
    await format({ path: "out/b.yaml", text: "" }),
  ];
  expect(a).toMatchObject({
    error: {
      message:
        "out/a.yaml cannot be formatted with the prettier configuration of its folder: it takes more than 0.1 s",
    },
  });
  expect(b).toEqual(a);
});

describe("a configuration outside of what the spec's owner controls is neither run nor read", () => {
  const code = 'throw new Error("run");\n';

  test("above the git work tree", async () => {
    const { write, at } = makeWorkspace("repository/tuning.yaml");
    mkdirSync(at("repository/.git"));
    write(".prettierrc.cjs", code);
    write(".editorconfig", "[*]\nindent_size = 4\n");
    const { build, read } = inFolder(
      at("repository"),
      findLocation({ spec: at("repository/tuning.yaml"), out: "out" }),
    );
    expect((await build(files)).errors).toEqual([]);
    expect(read("out/a.yaml")).toBe('a: "1"\n');
    write("repository/.editorconfig", "[*]\nquote_type = single\n");
    expect((await build(files)).errors).toEqual([]);
    expect(read("out/a.yaml")).toBe("a: '1'\n");
  });

  test("above the spec's folder where there is no git", async () => {
    const folder = emptyFolder();
    const above = inFolder(folder, findLocation({ spec: "x", out: "out" }));
    above.write(".prettierrc.cjs", code);
    above.write("a/tuning.yaml", "");
    const { build, read, write } = inFolder(
      above.at("a"),
      findLocation({ spec: above.at("a/tuning.yaml"), out: "out" }),
    );
    expect((await build(files)).errors).toEqual([]);
    write(".prettierrc", "singleQuote: true\n");
    expect((await build(files)).errors).toEqual([]);
    expect(read("out/a.yaml")).toBe("a: '1'\n");
  });

  test("above --out DIR, unless it is in the work tree", async () => {
    const { write, at, folder } = makeWorkspace("repository/tuning.yaml");
    mkdirSync(at("repository/.git"));
    write(".prettierrc.cjs", code);
    write("repository/.prettierrc", "singleQuote: true\n");
    const into = async (name: string): Promise<string> => {
      const { build, read } = inFolder(
        join(folder, name),
        findLocation({
          spec: at("repository/tuning.yaml"),
          out: "out",
          into: join(folder, name),
        }),
      );
      expect((await build(files)).errors).toEqual([]);
      return read("out/a.yaml");
    };
    expect(await into("other")).toBe('a: "1"\n');
    expect(await into("repository/other")).toBe("a: '1'\n");
  });

  test("a prettier above them", async () => {
    const { write, at } = makeWorkspace("repository/tuning.yaml");
    mkdirSync(at("repository/.git"));
    write("node_modules/prettier/index.js", code);
    write("repository/.prettierrc", "singleQuote: true\n");
    const { build } = inFolder(
      at("repository"),
      findLocation({ spec: at("repository/tuning.yaml"), out: "out" }),
    );
    expect((await build(files)).errors).toEqual([]);
  });
});

test("no configuration applies where that is switched off", async () => {
  const { folder, write } = makeWorkspace();
  write(".prettierrc.cjs", 'throw new Error("run");\n');
  const { build, read } = inFolder(
    folder,
    findLocation({
      spec: join(folder, "tuning.yaml"),
      out: "out",
      prettier: false,
    }),
  );
  expect((await build(files)).errors).toEqual([]);
  expect(read("out/a.yaml")).toBe('a: "1"\n');
});
