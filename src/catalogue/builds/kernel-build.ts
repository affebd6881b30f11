import type { KernelBuild } from "../../core/kernel-build.js";
import { parseVersion, type Version } from "../../core/version.js";

/** Returns the version of Linux of a build, without its patch level. */
export function versionOfBuild({ kernel }: KernelBuild): Version {
  return parseVersion(kernel) ?? { major: 0, minor: 0 };
}

/** Returns the size of a page in bytes; undefined if the options do not tell. */
export function pageSizeOf(
  build: Pick<KernelBuild, "arch" | "option">,
): number | undefined {
  if (build.arch === "amd64") return 4096;
  for (const [symbol, bytes] of pageSizes)
    if (build.option(symbol) === "y") return bytes;
  return undefined;
}

const pageSizes = [
  ["ARM64_4K_PAGES", 4096],
  ["ARM64_16K_PAGES", 16384],
  ["ARM64_64K_PAGES", 65536],
] as const;
