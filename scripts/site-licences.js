// Gathers the licences of the packages that are part of the scripts of the site.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundling.js";

/** @typedef {import("../site/pages/licences.js").Package} Package */

/**
 * Lists the packages of which something is in a bundle, with the text of their licence.
 *
 * @param {import("esbuild").Metafile} metafile
 * @returns {readonly Package[]}
 */
export function bundledPackages({ outputs }) {
  const folders = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput === 0 ? [] : (packageFolder(path) ?? []),
    ),
  );
  return [...new Set(folders)]
    .map(packageIn)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
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
    throw new Error(`${folder} is part of the site, and has no licence`);
  return {
    name,
    version,
    license,
    text: readFileSync(join(path, file), "utf8").trim(),
  };
}
