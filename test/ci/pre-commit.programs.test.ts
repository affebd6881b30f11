import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { commitAll } from "../cli/git.js";
import { bin, Workspace } from "../cli/tunegen.js";
import { programTest, run, type Run } from "../support/programs.js";
import { root } from "./action.js";

const hooks = join(root, ".pre-commit-hooks.yaml");

programTest("pre-commit", "accepts the hooks", () => {
  const { status, stdout } = run("pre-commit", ["validate-manifest", hooks]);
  expect([stdout, status]).toEqual(["", 0]);
});

programTest("pre-commit", "runs each hook", () => {
  const space = new Workspace({
    "tuning.yaml": `version: 1
roles:
  web:
    why: Bursts
    node: { os: linux, kernel: "6.12" }
    sysctl: { net.core.somaxconn: 8192 }
`,
    "bin/tunegen": `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`,
    // Installing the hook's repository is npm's part; here its command is on the PATH.
    ".pre-commit-config.yaml": `repos:\n  - repo: local\n    hooks:\n${readFileSync(
      hooks,
      "utf8",
    )
      .replaceAll("language: node", "language: system")
      .replaceAll(/^/gmu, "      ")}`,
  });
  chmodSync(space.path("bin/tunegen"), 0o755);
  commitAll(space.folder);
  const hook = (id: string): Run =>
    run("pre-commit", ["run", id, "--all-files"], undefined, {
      cwd: space.folder,
      env: {
        PATH: `${space.path("bin")}:${process.env["PATH"] ?? ""}`,
        HOME: space.path("home"),
      },
    });
  expect(hook("tunegen-lint").status).toBe(0);
  expect(hook("tunegen-check").stdout).toContain("[output-missing]");
  // It writes files that are new, which pre-commit lets pass.
  expect(hook("tunegen-build").status).toBe(0);
  commitAll(space.folder);
  expect(hook("tunegen-check").status).toBe(0);
  space.edit("tuning.yaml", (text) => text.replace("8192", "9000"));
  commitAll(space.folder);
  const changed = hook("tunegen-build");
  expect(changed.status).toBe(1);
  expect(changed.stdout).toContain("files were modified by this hook");
  expect(changed.stdout).toContain("written out/");
});
