import { posix } from "node:path";

/** The way from one file to another: `./b.nix`, `../roles/b.nix`. */
export function relativeTo(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
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
