import { versionOfBuild } from "../catalogue/builds/kernel-build.js";
import type { NodeFacts } from "../core/facts.js";
import type { BuildChoice } from "../core/kernel-build.js";
import { compareVersions } from "../core/version.js";
import { buildsOf } from "./kernel-builds.js";

/**
 * Returns the kernel that a platform's release ships for a node whose facts state none: `6.12.48`. Of several the
 * newest, and of a release with flavours that of the default one. Undefined where no kernel of the release is known.
 */
export function ownKernel(
  choice: BuildChoice | undefined,
  { arch }: Pick<NodeFacts, "arch">,
): string | undefined {
  if (choice === undefined) return undefined;
  const builds = buildsOf(choice, { arch });
  const plain = builds.filter(({ flavour }) => flavour === "");
  return [...(plain.length > 0 ? plain : builds)]
    .sort((a, b) => compareVersions(versionOfBuild(a), versionOfBuild(b)))
    .at(-1)?.kernel;
}
