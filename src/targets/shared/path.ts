import { posix } from "node:path";
import type { NodeName } from "../types.js";

/** Fills `{kind}` and `{name}` of a path in, where it is one of those that there is for each node. */
export function fillPath(pattern: string, node: NodeName | undefined): string {
  if (node === undefined) return pattern;
  // Not replaceAll by a string: a `$` in a name would be read as a reference.
  return pattern.replaceAll(
    /\{(kind|name)\}/gu,
    (_, field: "kind" | "name") => node[field],
  );
}

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
