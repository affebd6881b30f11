// Gathers the licences of the packages that are part of bundles: of the command, the library and the site.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundling.js";

/** @typedef {import("../site/pages/licences.js").Package} Package */

/**
 * Lists the packages of which something is in any of some bundles, with the text of their licence.
 *
 * @param {readonly (import("esbuild").Metafile | undefined)[]} metafiles
 * @returns {readonly Package[]}
 */
export function bundledPackages(metafiles) {
  const outputs = metafiles.flatMap((each) =>
    Object.values(each?.outputs ?? {}),
  );
  const folders = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput === 0 ? [] : (packageFolder(path) ?? []),
    ),
  );
  return [...new Set(folders)]
    .map(packageIn)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Writes licences one after the other, for a file beside the bundles.
 *
 * @param {readonly Package[]} packages
 * @returns {string}
 */
export function licencesText(packages) {
  return packages
    .map(
      ({ name, version, license, text }) =>
        `${name} ${version} (${license})\n\n${text}\n`,
    )
    .join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * `node_modules/@codemirror/view` of a path in it.
 *
 * @param {string} path
 */
function packageFolder(path) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/**
 * @param {string} folder
 * @returns {Package}
 */
function packageIn(folder) {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(
    readFileSync(join(path, "package.json"), "utf8"),
  );
  const file = readdirSync(path).find((each) =>
    /^licen[cs]e(?:[.-]|$)/i.test(each),
  );
  if (file === undefined)
    throw new Error(`${folder} is part of a bundle, and has no licence`);
  return {
    name,
    version,
    license,
    text: readFileSync(join(path, file), "utf8").trim(),
  };
}
