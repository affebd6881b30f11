import { buildModules } from "../data/builds.js";
import type { KernelBuild } from "../../core/kernel-build.js";

/** How a build has a part of the kernel. */
export type Supply = "built in" | "module" | "absent";

let options: ReadonlyMap<string, string> | undefined;

/** The option of each module that is in the table. */
function optionsByModule(): ReadonlyMap<string, string> {
  options ??= new Map(
    buildModules.split("\n").map((line) => {
      const [name = "", option = ""] = line.split("\t");
      return [name, option];
    }),
  );
  return options;
}

/**
 * Tells how a build has a module (`nf_conntrack`; `-` and `_` are the same); undefined if the table does not know it.
 * Source: the Makefiles of Linux 5.10 to 7.2, in `catalogue/builds/modules.tsv`.
 */
export function moduleIn(build: KernelBuild, name: string): Supply | undefined {
  const option = moduleOption(name);
  switch (option === undefined ? undefined : build.option(option)) {
    case "y":
      return "built in";
    case "m":
      return "module";
    case "n":
      return "absent";
    default:
      return undefined;
  }
}

/** Returns the option that builds a module, without `CONFIG_`: `NF_CONNTRACK` for `nf_conntrack`. */
export function moduleOption(name: string): string | undefined {
  const all = optionsByModule();
  return all.get(name) ?? all.get(name.replaceAll("-", "_"));
}
