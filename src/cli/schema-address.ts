import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { version } from "./version.js";

/**
 * Finds the schema that an editor reads for a spec: that of the package, relative to the spec, or in a repository
 * without package.json the address of this release on unpkg, which serves the files of npm packages.
 * @param spec the path of the spec, relative to the working directory
 */
export function schemaAddress(spec: string): string {
  const folder = resolve(dirname(spec));
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) {
      const path = relative(folder, join(at, "node_modules", FILE));
      return `${path.startsWith("..") ? "" : "./"}${path.split(sep).join("/")}`;
    }
    if (existsSync(join(at, ".git")) || dirname(at) === at) break;
  }
  return `https://unpkg.com/tunegen@${version}/tuning.schema.json`;
}

const FILE = join("tunegen", "tuning.schema.json");
