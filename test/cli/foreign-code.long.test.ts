import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { expect, test } from "vitest";
import { bin, small, Workspace } from "./tunegen.js";

const spec = `${small}  box:
    node: { os: talos }
    sysctl: { vm.swappiness: 10 } # Swap late
`;

test.each([
  ["exits later", "setTimeout(() => process.exit(0), 0);"],
  ["throws later", 'setTimeout(() => { throw new Error("Late"); }, 0);'],
])("a configuration that %s is an error", (_, code) => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  workspace.write(
    ".prettierrc.mjs",
    `${code}\nawait new Promise((end) => setTimeout(end, 200));\nexport default {};\n`,
  );
  const { code: exit, err } = workspace.run(["check"]);
  expect(exit).toBe(2);
  expect(err).toMatch(
    /: (?:it calls `process\.exit`|Late) \[output-format\]$/mu,
  );
});

test.each([
  ["ends the process", "process.exit(0);"],
  ["waits forever", "exports.clearConfigCache = () => new Promise(() => {});"],
])("a prettier that %s does not make check pass", (_, code) => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  workspace.write(".prettierrc", "singleQuote: true\n");
  workspace.write("node_modules/prettier/index.js", `${code}\n`);
  const { code: exit, err } = workspace.run(["check"]);
  expect(exit).toBe(2);
  expect(err).toMatch(/^error: the process ended before tunegen had finished/u);
  // On a full disk the exit code is all that tells it.
  const full = openSync("/dev/full", "w");
  const { status } = spawnSync(process.execPath, [bin, "check"], {
    cwd: workspace.folder,
    stdio: ["ignore", "ignore", full],
  });
  closeSync(full);
  expect(status).toBe(2);
});

test("what a configuration leaves running does not keep the command", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  workspace.write(
    ".prettierrc.mjs",
    "setInterval(() => {}, 100);\nexport default {};\n",
  );
  const { status, stderr } = spawnSync(process.execPath, [bin, "build"], {
    cwd: workspace.folder,
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(status, stderr).toBe(0);
});

test("--no-config and `prettier: false` run no configuration", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  workspace.write(".prettierrc.mjs", 'throw new Error("run");\n');
  expect(workspace.run(["build"])).toMatchObject({ code: 2 });
  expect(workspace.run(["build", "--no-config"])).toMatchObject({ code: 0 });
  expect(workspace.run(["check"])).toMatchObject({ code: 2 });
  expect(workspace.run(["check", "--no-config"])).toMatchObject({ code: 0 });
  workspace.edit("tuning.yaml", (text) => `${text}prettier: false\n`);
  expect(workspace.run(["check"])).toMatchObject({ code: 0 });
});

const yamlPlugin = `export const parsers = { yaml: {
  astFormat: "own",
  parse: (text) => { console.log("formats"); return { text }; },
  locStart: () => 0,
  locEnd: ({ text }) => text.length,
} };
export const printers = { own: { print: ({ node }) => node.text + "# Own\\n" } };
`;

test("what is kept of a build does not make a configuration run twice", () => {
  const workspace = new Workspace({ "tuning.yaml": spec });
  expect(workspace.run(["build"])).toMatchObject({ code: 0 });
  workspace.write("plugin.mjs", yamlPlugin);
  workspace.write(".prettierrc", "plugins: [./plugin.mjs]\n");
  const checked = workspace.run(["check"]);
  expect(checked).toMatchObject({ code: 1 });
  expect(checked.out.match(/^formats$/gmu)).toHaveLength(1);
  const env = { NODE_DISABLE_COMPILE_CACHE: "1" };
  expect(workspace.run(["check"], { env })).toEqual(checked);
});
