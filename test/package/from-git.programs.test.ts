import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { run } from "../support/programs.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { canInstall, root } from "./packing.js";

test.skipIf(!canInstall)(
  "npm builds what it clones",
  { timeout: 600_000 },
  () => {
    inTemporaryFolder((folder) => {
      const clone = join(folder, "clone");
      expect(run("git", ["clone", "--quiet", root, clone])).toMatchObject({
        status: 0,
      });
      const project = join(folder, "project");
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), "{}");
      const { status, stderr } = run(
        "npm",
        ["install", "--prefer-offline", "-D", `git+file://${clone}`],
        undefined,
        { cwd: project },
      );
      expect(status, stderr).toBe(0);
      expect(
        run("npx", ["--no-install", "tunegen", "--version"], undefined, {
          cwd: project,
        }).stdout,
      ).toBe(`${manifest.version}\n`);
    });
  },
);
