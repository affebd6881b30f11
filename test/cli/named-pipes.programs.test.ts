import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { readSource } from "../../src/cli/read-source.js";
import { loadTemplates } from "../../src/cli/templates.js";
import { emptyFolder } from "../output/workspace.js";
import { programTest } from "../support/programs.js";

/** Makes a named pipe that nobody writes to. */
function makePipe(path: string): void {
  execFileSync("mkfifo", [path]);
}

for (const role of ["spec", "include", "baseline"] as const)
  programTest("mkfifo", `a pipe is not waited for: ${role}`, () => {
    const pipe = join(emptyFolder(), "pipe.yaml");
    makePipe(pipe);
    expect(readSource(role, pipe, "pipe.yaml")).toMatchObject({
      code: `unreadable-${role}`,
      message: "pipe.yaml is a named pipe",
    });
  });

programTest("mkfifo", "a template that is a pipe is an error", async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, "talos"));
  const path = join(folder, "talos/machine.hbs");
  makePipe(path);
  expect((await loadTemplates(folder)).errors).toMatchObject([
    {
      code: "unreadable-templates",
      message: `the template ${path} cannot be read: it is not a regular file`,
    },
  ]);
});
