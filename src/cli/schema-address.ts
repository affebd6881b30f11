import { existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isAbsent } from "../output/absent.js";
import { version } from "./version.js";

/**
 * Finds the schema that an editor reads for a spec: that of the package that the repository has installed, relative to
 * the spec, or else the address of this release on unpkg, which serves the files of npm packages.
 * @param spec the path of the spec, relative to the working directory
 */
export function schemaAddress(spec: string): string {
  const folder = resolve(dirname(spec));
  const installed = foldersAbove(folder)
    .map((at) => join(at, "node_modules", "tunegen", FILE))
    .find((path) => existsSync(path));
  if (installed === undefined)
    return `https://unpkg.com/tunegen@${version}/${FILE}`;
  const path = relative(folder, installed).split(sep).join("/");
  return path.startsWith("..") ? path : `./${path}`;
}

const FILE = "tuning.schema.json";

/** The folders from a folder up to the root of its repository; without one, up to the working directory. */
function foldersAbove(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.push(at);
    if (!isAbsent(join(at, ".git"))) return folders;
    if (dirname(at) === at) break;
  }
  const end = folders.indexOf(process.cwd());
  return folders.slice(0, Math.max(end, 0) + 1);
}
