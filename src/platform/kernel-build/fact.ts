import * as z from "zod/mini";
import { buildById } from "../../catalogue/builds/find.js";
import { allBuilds } from "../../catalogue/builds/table.js";
import type { Fact, FactError } from "../../core/fact.js";
import type { KernelBuild } from "../../core/kernel-build.js";
import { nearestNames } from "../../core/nearest.js";

/** The kernel of the node: a build of the table (`talos/1.11/amd64`), or the file of a user's own (`./my-kernel.yaml`). */
export const kernelBuildFact: Fact<string, KernelBuild> = {
  schema: z.string().check(
    z.describe(
      "The kernel build, such as debian/12-cloud/amd64, or the path of a file that `tunegen kernel-build` printed",
    ),
    z.meta({
      examples: ["talos/1.11/amd64", "debian/12-cloud/amd64", "./kernel.yaml"],
    }),
  ),
  read: (written, _, report, files) => {
    const isPath = /^(?:\.{1,2})?\//u.test(written);
    if (isPath && written.endsWith(".yaml")) return files.kernelBuild(written);
    const build = isPath ? undefined : buildById(written);
    if (build === undefined)
      report(isPath ? notYaml(written) : unknownBuild(written));
    return build;
  },
  words: ({ id }) => `kernel build ${id}`,
};

function notYaml(path: string): FactError {
  return {
    code: "unknown-kernel-build",
    message: `the name of \`${path}\` does not end in .yaml`,
    help: `for a kernel configuration, run "tunegen kernel-build ${path} > kernel.yaml", and write ./kernel.yaml`,
  };
}

function unknownBuild(written: string): FactError {
  return {
    code: "unknown-kernel-build",
    message: `unknown kernel build \`${written}\``,
    help: written.endsWith(".yaml")
      ? `a path starts with ./, ../ or /: write ./${written}`
      : nearBuilds(written),
  };
}

/** Suggests the most similar builds; with hundreds of builds, a list of all would not help. */
function nearBuilds(written: string): string {
  const near = nearestNames(
    written,
    allBuilds().map(({ id }) => id),
    3,
  );
  return near.length > 0
    ? `did you mean ${near.map((id) => `\`${id}\``).join(", ")}?`
    : 'write platform/release/architecture, such as `talos/1.11/amd64` or `debian/12-cloud/amd64`; for a kernel of your own, run "tunegen kernel-build"';
}
