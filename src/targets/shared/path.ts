import { posix } from "node:path";

/**
 * Returns the way from one file to another: `./b.nix`, `../roles/b.nix`. Both are below the same folder, whose name
 * does not matter: of relative paths, `posix.relative` asks for the current folder, and a browser has none.
 */
export function relativeTo(from: string, to: string): string {
  const path = posix.relative(
    posix.join("/", posix.dirname(from)),
    posix.join("/", to),
  );
  return path.startsWith("../") ? path : `./${path}`;
}

export function baseName(path: string): string {
  return posix.basename(path);
}

/** Where module parameters go, beside the list of modules. */
export function modprobePath(modulesPath: string): string {
  return modulesPath.includes("modules-load.d")
    ? modulesPath.replaceAll("modules-load.d", "modprobe.d")
    : posix.join(
        posix.dirname(modulesPath),
        "modprobe.d",
        baseName(modulesPath),
      );
}
