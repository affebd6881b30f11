import { lstatSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { small, Workspace } from "./tunegen.js";

/** The commands that write a file that an option names. */
const commands = [
  ["report", ["report", "-o"]],
  ["capture", ["capture", "web.txt", "--role", "worker", "-o"]],
  ["import", ["import", "web.conf", "-o"]],
  ["lint --write-baseline", ["lint", "--write-baseline"]],
] as const;

function workspaceOf(): Workspace {
  return new Workspace({
    "tuning.yaml": small,
    "web.txt":
      "tunegen-dump 1\nkernel 6.12.48\nsysctl net/core/somaxconn = 4096\nend\n",
    "web.conf": "vm.swappiness = 10\n",
  });
}

describe.each(commands)("%s", (_, args) => {
  test("never overwrites the spec or another file", () => {
    for (const taken of ["tuning.yaml", "web.conf"]) {
      const workspace = workspaceOf();
      const before = workspace.read(taken);
      const { code, err } = workspace.run([...args, taken]);
      expect(code).toBe(2);
      expect(err.match(/^error: .*$/gmu)).toEqual([
        expect.stringContaining(`error: ${taken} exists already`),
      ]);
      expect(workspace.read(taken)).toBe(before);
    }
  });

  test("writes through a device, and leaves it one", () => {
    const workspace = workspaceOf();
    symlinkSync("/dev/null", workspace.path("nothing"));
    expect(workspace.run([...args, "nothing"]).code).toBeLessThan(2);
    expect(lstatSync(workspace.path("nothing")).isSymbolicLink()).toBe(true);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("makes no folders", () => {
    const workspace = workspaceOf();
    const { code, err } = workspace.run([...args, "none/file"]);
    expect(code).toBe(2);
    expect(err).toMatch(/none\/file cannot be written: /u);
    expect(workspace.files()).not.toContain("none/file");
  });
});

describe.each([
  ["a report", ["report", "-o", "kept"]],
  ["a baseline", ["lint", "--write-baseline=kept"]],
])("%s replaces an earlier one", (_, args) => {
  test("also through a symbolic link, which stays", () => {
    const workspace = workspaceOf();
    expect(workspace.run(args).code).toBe(0);
    const first = workspace.read("kept");
    workspace.edit("tuning.yaml", (text) => text.replace("# Longer", "#"));
    workspace.write("elsewhere", first);
    const linked = args.map((word) => word.replace("kept", "link"));
    symlinkSync("elsewhere", workspace.path("link"));
    expect(workspace.run(linked).code).toBe(0);
    expect(lstatSync(workspace.path("link")).isSymbolicLink()).toBe(true);
    expect(workspace.run(args).code).toBe(0);
    expect(workspace.read("elsewhere")).toBe(workspace.read("kept"));
  });
});

test("a rollback never overwrites an earlier one, and writes nothing then", () => {
  const workspace = workspaceOf();
  const args = ["rollback", "--role", "worker", "-o", "back"];
  const first = workspace.run(args);
  // What is the same is no loss.
  expect(workspace.run(args)).toEqual(first);
  const notes = "back/role-worker/steps.md";
  workspace.edit(notes, (text) => `${text}\nMy note\n`);
  workspace.write("before.json", "");
  workspace.edit("tuning.yaml", (text) =>
    text.replace("somaxconn: 8192", "somaxconn: 16384"),
  );
  const files = workspace.files().map((path) => workspace.read(path));
  const { code, out, err } = workspace.run(args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`error: ${notes} exists already, with other content`);
  expect(workspace.files().map((path) => workspace.read(path))).toEqual(files);
});
