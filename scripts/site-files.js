// Gathers what the pages of the site are made of, and makes them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundling.js";
import { loadFunction } from "./load-source.js";

/** @typedef {import("../site/pages/licences.js").Package} Package */
/** @typedef {import("../site/pages/site.js").SiteFile} SiteFile */
/** @typedef {import("../site/pages/site.js").SiteInput} SiteInput */

/** The specs that the playground offers. */
const examples = [
  { name: "K3s on NixOS", path: "site/examples/nixos-k3s.yaml" },
  { name: "Talos with Cilium", path: "site/examples/talos-cilium.yaml" },
  { name: "Debian with sysctl.d", path: "site/examples/debian.yaml" },
  { name: "Common mistakes", path: "site/examples/mistakes.yaml" },
  { name: "This repository's own", path: "tuning.yaml" },
];

/**
 * Makes all pages of the site.
 *
 * @param {readonly Package[]} packages
 * @returns {Promise<readonly SiteFile[]>}
 */
export async function siteFiles(packages) {
  /** @type {(input: SiteInput) => readonly SiteFile[]} */
  const buildSite = await loadFunction("site/pages/site.ts", "buildSite");
  return buildSite(siteInput(packages));
}

/**
 * Reads the documents and specs of the repository.
 *
 * @param {readonly Package[]} packages that are part of the scripts
 * @returns {SiteInput}
 */
export function siteInput(packages) {
  const { version, repository } = JSON.parse(read("package.json"));
  const address = String(repository.url).replace(/^git\+|\.git$/gu, "");
  return {
    version,
    repository: `${address}/blob/main`,
    packages,
    documents: documentPaths().map((path) => ({ path, text: read(path) })),
    examples: examples.map(({ name, path }) => ({ name, spec: read(path) })),
  };
}

/** @returns {readonly string[]} */
function documentPaths() {
  const below = readdirSync(join(root, "docs"), {
    recursive: true,
    encoding: "utf8",
  })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"));
  return ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...below.sort()];
}

/**
 * @param {string} path
 * @returns {string}
 */
function read(path) {
  return readFileSync(join(root, path), "utf8");
}
