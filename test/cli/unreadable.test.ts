import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadTemplates } from "../../src/cli/templates.js";
import { emptyFolder } from "../output/workspace.js";

test.each([
  ["a folder", (path: string) => mkdirSync(path), "it is not a regular file"],
  [
    "a link to nothing",
    (path: string) => {
      symlinkSync("nowhere", path);
    },
    "no such file or folder",
  ],
])("a template that is %s is an error", async (_, make, reason) => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "talos"));
  const path = join(folder, "talos/machine.hbs");
  make(path);
  expect((await loadTemplates(folder)).errors).toMatchObject([
    {
      code: "unreadable-templates",
      message: `the template ${path} cannot be read: ${reason}`,
    },
  ]);
});

test("a template with CRLF line ends renders LF", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "talos"));
  writeFileSync(join(folder, "talos/machine.hbs"), "a: 1\r\nb: 2\r\n");
  const { templates, errors } = await loadTemplates(folder);
  expect(errors).toEqual([]);
  expect(templates.get("talos/machine")?.({})).toBe("a: 1\nb: 2\n");
});
