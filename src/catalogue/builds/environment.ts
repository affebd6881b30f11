import type { Environment } from "./evaluate.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { pageSizeOf } from "./kernel-build.js";

/**
 * Returns the symbols of a build: its options, and `ARM64`, `X86`, `PAGE_SIZE`, `PLATFORM` and `FLAVOUR`.
 */
export function environmentOf(
  build: Pick<KernelBuild, "arch" | "platform" | "flavour" | "option">,
): Environment {
  return (symbol) => {
    switch (symbol) {
      case "ARM64":
        return build.arch === "arm64" ? "y" : "n";
      case "X86":
        return build.arch === "amd64" ? "y" : "n";
      case "PAGE_SIZE":
        return pageSizeOf(build);
      case "PLATFORM":
        // Nobody says which patches a kernel of one's own has.
        return build.platform === "custom" ? undefined : build.platform;
      case "FLAVOUR":
        return build.platform === "custom" ? undefined : build.flavour;
      default:
        return build.option(symbol);
    }
  };
}
