import { cpSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../support/programs.js";
import { bin, Workspace } from "./tunegen.js";

test("commands and options are completed without the compiler", () => {
  const workspace = new Workspace();
  cpSync(dirname(bin), workspace.path("dist"), { recursive: true });
  rmSync(workspace.path("dist/commands.cjs"));
  for (const [typed, word] of [
    ["bu", "build"],
    ["--ver", "--version"],
  ] as const) {
    const { status, stdout, stderr } = run(process.execPath, [
      join(workspace.path("dist"), "bin.cjs"),
      ...["complete", "zsh", "--", typed],
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.split("\t")[0]).toBe(`words\n${word}`);
  }
});

test.each([
  ["without a spec", {}, ""],
  ["of a spec that is not YAML", { "tuning.yaml": "roles:\n  a: [\n" }, "a\n"],
  ["of a spec that is not a text", { "tuning.yaml": "\0" }, ""],
  [
    "with an included file that is missing",
    { "tuning.yaml": "include: [no.yaml]\nroles: { a: {} }\n" },
    "a\n",
  ],
])("names %s are completed, and nothing is reported", (_, files, names) => {
  const workspace = new Workspace(files);
  const reply = (...line: readonly string[]) =>
    workspace.run(["complete", "bash", "--", ":", line.join(" ")]);
  expect(reply("tunegen", "verify", "--role", "")).toEqual({
    code: 0,
    out: `words\n${names}`,
    err: "",
  });
  expect(reply("tunegen", "explain", "vm.swappi")).toEqual({
    code: 0,
    out: "words\nvm.swappiness\n",
    err: "",
  });
});

test("a shell that is not known is wrong usage", () => {
  const { code, out, err } = new Workspace().run(["completion", "tcsh"]);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain("there is one for bash, zsh, fish");
});
