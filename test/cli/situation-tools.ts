import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { createColors } from "picocolors";
import { expect } from "vitest";
import { printDiagnostic } from "../../src/cli/formats/text.js";
import type { Diagnostic } from "../../src/core/diagnostic.js";
import type { Code } from "../../src/rules/codes.js";
import { bin, small, type Workspace } from "./tunegen.js";

/** Makes the situation; gives back what is printed where the command itself cannot be brought into it. */
export type Situate = (
  workspace: Workspace,
) => string | undefined | Promise<string>;

/** Puts a spec in the folder, and builds it. */
export function built(workspace: Workspace, spec = small): void {
  workspace.write("tuning.yaml", spec);
  expect(workspace.run(["build"]).code).toBe(0);
}

/** Runs a command as a user who may not do everything. */
export function runWithoutRights(
  { folder }: Workspace,
  command: string,
): string {
  chmodSync(folder, 0o755);
  const isRoot = process.getuid?.() === 0;
  return spawnSync(process.execPath, [bin, command], {
    encoding: "utf8",
    cwd: folder,
    env: {},
    ...(isRoot && { uid: 65534, gid: 65534 }),
  }).stderr;
}

/** What a terminal shows of diagnostics. */
export function printed(diagnostics: readonly Diagnostic<Code>[]): string {
  const plain = createColors(false);
  return diagnostics.map((each) => printDiagnostic(each, plain)).join("");
}
