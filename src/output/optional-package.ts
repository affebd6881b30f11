import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { isWithin } from "./location.js";

/**
 * Loads a package that tunegen does not bring from where a folder's own code would load it.
 *
 * @param boundary the highest folder whose `node_modules` count: those above may be of another user
 * @returns undefined if it is not installed there
 * @throws whatever the package throws when it is loaded
 */
export function loadFrom(
  folder: string,
  name: string,
  boundary?: string,
): unknown {
  const load = createRequire(join(folder, "package.json"));
  let path: string;
  try {
    path = load.resolve(name);
    // Yarn's Plug'n'Play has no such folders, and loads only what its user has installed.
    const isWithinBoundary =
      boundary === undefined ||
      process.versions["pnp"] !== undefined ||
      (load.resolve.paths(name) ?? []).some(
        (modules) =>
          isWithin(modules, boundary) && existsSync(join(modules, name)),
      );
    if (!isWithinBoundary) return undefined;
  } catch {
    return undefined;
  }
  return load(path);
}

/** Whether an `import()` failed because this very package is not installed, and not one that it needs itself. */
export function isNotInstalled(thrown: unknown, name: string): boolean {
  return (
    thrown instanceof Error &&
    "code" in thrown &&
    (thrown.code === "MODULE_NOT_FOUND" ||
      thrown.code === "ERR_MODULE_NOT_FOUND") &&
    // As Node says it, and as Yarn's Plug'n'Play does.
    (thrown.message.includes(`'${name}'`) ||
      thrown.message.includes(`Required package: ${name}\n`))
  );
}
