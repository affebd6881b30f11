// Refuses what must not be published: `npm run release:check`, after `npm run bundle`.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./bundling.js";

/** @type {{ version: string, homepage: string, bugs: string, repository: { url: string } }} */
const { version, homepage, bugs, repository } = JSON.parse(
  textOf("package.json"),
);
/** @type {{ sha256: string }} */
const { sha256 } = JSON.parse(textOf("nix/release.json"));
/** @type {string[]} */
const problems = [];

for (const [field, value] of Object.entries({
  homepage,
  bugs,
  "repository.url": repository.url,
})) {
  if (value.split("/").includes("OWNER"))
    problems.push(
      `package.json: ${field} is ${value}; replace OWNER with the owner of the repository`,
    );
}
const address = homepage.replace(/#.*$/u, "");
if (bugs !== `${address}/issues` || repository.url !== `git+${address}.git`)
  problems.push(
    "package.json: homepage, bugs and repository.url name different repositories",
  );

const bundle = join(root, "bundle", `tunegen-${version}.mjs`);
if (!existsSync(bundle)) {
  problems.push(`bundle/tunegen-${version}.mjs is missing; run npm run bundle`);
} else {
  const digest = createHash("sha256")
    .update(readFileSync(bundle))
    .digest("hex");
  if (digest !== sha256)
    problems.push(
      `nix/release.json: sha256 must be that of the bundle, ${digest}`,
    );
}
if (!textOf("CHANGELOG.md").includes(`\n## ${version}`))
  problems.push(`CHANGELOG.md has no section for ${version}`);

for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

/** @param {string} path */
function textOf(path) {
  return readFileSync(join(root, path), "utf8");
}
