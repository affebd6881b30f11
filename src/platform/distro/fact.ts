import * as z from "zod/mini";
import { allBuilds } from "../../catalogue/builds/table.js";
import type { Fact } from "../../core/fact.js";
import { didYouMean } from "../../core/nearest.js";
import {
  distroLabel,
  distroNames,
  distroPattern,
  distros,
  readDistro,
} from "./registry.js";

/** The distribution of Linux, as written: `debian-13`. The schema only describes it, so that an error has a suggestion. */
export const distroFact: Fact<string> = {
  schema: z
    .string()
    .check(
      z.describe(
        "The distribution of Linux and its release, such as debian-13 or al2023, for `os: linux`",
      ),
      z.meta({ pattern: distroPattern, examples: [...distroNames] }),
    ),
  read: (written, _, report) => {
    if (readDistro(written) !== undefined) return written;
    const known = distros.get(written)?.releases?.known.at(-1);
    const flavoured = withFlavour(written);
    report({
      code: "unknown-distro",
      message:
        known === undefined
          ? `unknown distribution of Linux \`${written}\``
          : `\`${written}\` has no release`,
      help:
        known === undefined
          ? (flavoured ?? didYouMean(written, distroNames))
          : `write the release, too, such as ${written}-${known}`,
    });
    return undefined;
  },
  words: (written) => {
    const distro = readDistro(written);
    return distro && distroLabel(distro);
  },
};

/** Tells a release with the name of a kernel, as the table of kernel builds has it: `raspberry-pi-os-13-2712`. */
function withFlavour(written: string): string | undefined {
  const dash = written.lastIndexOf("-");
  const stated = readDistro(written.slice(0, dash));
  if (stated?.release === undefined) return undefined;
  const platform = distros.get(stated.name)?.buildPlatform ?? stated.name;
  const release = `${stated.release}${written.slice(dash)}`;
  const build = allBuilds().find(({ id }) =>
    id.startsWith(`${platform}/${release}/`),
  );
  return (
    build &&
    `write \`distro: ${written.slice(0, dash)}\`, and its kernel as \`kernelBuild: ${build.id}\``
  );
}
