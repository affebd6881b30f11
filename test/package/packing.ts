import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { requirePrograms, run } from "../support/programs.js";

/** The repository. */
export const root: string = join(import.meta.dirname, "..", "..");

/** A folder with package managers and versions of Node, as fetch-installers.sh leaves it. */
export const installers: string = process.env["TUNEGEN_INSTALLERS"] ?? "";

/** Whether tests that install with them run: where there is such a folder, or where none may be skipped. */
export const canInstall: boolean = installers !== "" || requirePrograms;

/** Packs what `npm publish` would publish of the last build into a folder, and returns the path of the tarball. */
export function packInto(folder: string): string {
  // Without `prepare`, which would build anew what other tests are running.
  const { status, stderr } = run("npm", [
    ...["pack", "--ignore-scripts", "--pack-destination", folder],
    ...["--prefix", root, root],
  ]);
  expect(status, stderr).toBe(0);
  const [name] = readdirSync(folder).filter((each) => each.endsWith(".tgz"));
  if (name === undefined) throw new Error(`no tarball in ${folder}`);
  return join(folder, name);
}

/** Installs a packed package into a folder. It needs nothing else, so that no registry is asked. */
export function installOffline(tarball: string, folder: string): void {
  const { status, stderr } = run("npm", [
    ...["install", "--offline", "--no-audit", "--no-fund"],
    ...["--prefix", folder, tarball],
  ]);
  expect(status, stderr).toBe(0);
}
