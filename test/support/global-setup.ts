import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

const root = join(import.meta.dirname, "..", "..");

declare module "vitest" {
  interface ProvidedContext {
    /** Whether expected files are to become what they are compared with: `vitest run --update`. */
    readonly updateSnapshots: boolean;
  }
}

/** Builds the command before its tests run, where it is missing or older than its sources. */
export function setup({ config, provide }: TestProject): void {
  provide("updateSnapshots", config.snapshotOptions.updateSnapshot === "all");
  if (!["test/cli", "test/package", "test/fuzz"].some(isAsked) || !isStale())
    return;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts", "build.js")],
    { encoding: "utf8" },
  );
  // The tests of the command will fail by themselves; the others need no build.
  if (status !== 0)
    process.stderr.write(`scripts/build.js failed:\n${stdout}${stderr}\n`);
}

/** Whether the tests of a folder are among those that were asked for. */
function isAsked(folder: string): boolean {
  const filters = process.argv
    .slice(2)
    .filter((arg) => arg.startsWith("test/") || arg.startsWith("src/"));
  return (
    filters.length === 0 ||
    filters.some((filter) => filter.startsWith(folder)) ||
    filters.some((filter) => folder.startsWith(filter.replace(/\/$/u, "")))
  );
}

function isStale(): boolean {
  const built = join(root, "dist", "bin.cjs");
  if (!existsSync(built)) return true;
  const sources = ["src", "templates", "scripts", "package.json"];
  return newest(sources.map((path) => join(root, path))) > newest([built]);
}

/** When the newest of these files, or of those below these folders, was changed. */
function newest(paths: readonly string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const stat = statSync(path);
      return stat.isDirectory()
        ? newest(readdirSync(path).map((name) => join(path, name)))
        : stat.mtimeMs;
    }),
  );
}
