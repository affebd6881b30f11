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
    report({ code: "unknown-distro", ...explain(written) });
    return undefined;
  },
  words: (written) => {
    const distro = readDistro(written);
    return distro && distroLabel(distro);
  },
};

/** Says what is wrong with a name, and what to write instead. */
function explain(written: string): {
  readonly message: string;
  readonly help: string;
} {
  for (const [name, { label, releases }] of distros) {
    if (releases === undefined) continue;
    const release = written.slice(name.length + 1);
    const names = releases.known.map((release) => `${name}-${release}`);
    if (written === name || written === `${name}-`)
      return {
        message: `\`${written}\` has no release`,
        help: `write the release, too, such as ${names.at(-1) ?? name}`,
      };
    if (!written.startsWith(`${name}-`)) continue;
    return {
      message: `unknown release \`${release}\` of ${label}`,
      help: withFlavour(name, release) ?? didYouMean(written, names),
    };
  }
  return {
    message: `unknown distribution of Linux \`${written}\``,
    help: didYouMean(written, distroNames),
  };
}

/** Finds a name of the table of kernel builds, with or without the release: `13-2712` or `2712` of Raspberry Pi OS. */
function withFlavour(name: string, written: string): string | undefined {
  const { buildPlatform = name, releases } = distros.get(name) ?? {};
  const [first = "", ...rest] = written.split("-");
  const candidates = [
    { release: first, flavour: rest.join("-") },
    ...(releases?.known ?? [])
      .toReversed()
      .map((release) => ({ release, flavour: written })),
  ];
  for (const { release, flavour } of candidates) {
    const start = `${buildPlatform}/${release}-${flavour}/`;
    const build = allBuilds().find(({ id }) => id.startsWith(start));
    if (build !== undefined)
      return `write \`distro: ${name}-${release}\`, and its kernel as \`kernelBuild: ${build.id}\``;
  }
  return undefined;
}
