import { createRequire } from "node:module";
import { join } from "node:path";

/**
 * Loads a package that tunegen does not bring from where a folder's own code would load it.
 *
 * @returns undefined if it is not installed there
 * @throws whatever the package throws when it is loaded
 */
export function loadFrom(folder: string, name: string): unknown {
  const load = createRequire(join(folder, "package.json"));
  let path: string;
  try {
    path = load.resolve(name);
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
