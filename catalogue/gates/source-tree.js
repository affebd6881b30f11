// @ts-check
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folders without code of the kernels that the tables have. */
const SKIPPED =
  /^(?:Documentation|LICENSES|debian|samples|scripts|tools|usr|arch\/(?!x86\b|arm64\b)[^/]+)$/u;

/** What of a tarball is needed. */
const NEEDED = ["*.c", "*.h", "*/Makefile", "*/Kbuild", "*/Kconfig*"];

/**
 * @typedef {object} SourceTree
 * @property {string} version `6.1`
 * @property {string} release `6.1.192`
 * @property {(path: string) => string | undefined} read
 * @property {(path: string) => boolean} hasFile
 * @property {() => readonly string[]} paths of all files
 * @property {() => void} close removes what was unpacked
 */

/**
 * Opens the folder of an unpacked kernel source, or a tarball of one, which it unpacks to a temporary folder.
 *
 * @param {string} source
 * @returns {SourceTree}
 * @throws {Error} if it is not a kernel source
 */
export function openSource(source) {
  const status = statSync(source, { throwIfNoEntry: false });
  if (!status) throw new Error(`${source} does not exist`);
  if (status.isDirectory()) return treeIn(source, source, () => undefined);
  const folder = mkdtempSync(join(tmpdir(), "tunegen-gates-"));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    unpack(source, folder);
    return treeIn(folder, source, close);
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/**
 * @param {string} tarball
 * @param {string} folder
 */
function unpack(tarball, folder) {
  const { status, stderr, error } = spawnSync(
    "tar",
    ["-x", "-f", tarball, "-C", folder, "--wildcards", ...NEEDED],
    { encoding: "utf8" },
  );
  // tar fails as well where one pattern has no file, which is no problem here.
  if (error || (status !== 0 && readdirSync(folder).length === 0))
    throw new Error(
      `${tarball} cannot be unpacked: ${error?.message ?? stderr.trim().split("\n")[0] ?? ""}`,
    );
}

/**
 * @param {string} folder
 * @param {string} source as the user wrote it
 * @param {() => void} close
 * @returns {SourceTree}
 */
function treeIn(folder, source, close) {
  const [only, ...others] = readdirSync(folder, { withFileTypes: true });
  const root =
    only?.isDirectory() && others.length === 0
      ? join(folder, only.name)
      : folder;
  /** @param {string} path */
  const read = (path) =>
    existsSync(join(root, path))
      ? readFileSync(join(root, path), "utf8")
      : undefined;
  const [version, patchlevel, sublevel] = [
    "VERSION",
    "PATCHLEVEL",
    "SUBLEVEL",
  ].map(
    (name) =>
      new RegExp(`^${name} = (\\d+)$`, "mu").exec(read("Makefile") ?? "")?.[1],
  );
  if (
    version === undefined ||
    patchlevel === undefined ||
    !existsSync(join(root, "kernel"))
  )
    throw new Error(
      `${source} is not a kernel source: it needs a Makefile with VERSION and PATCHLEVEL, and a folder kernel`,
    );
  return {
    version: `${version}.${patchlevel}`,
    release: `${version}.${patchlevel}.${sublevel ?? "0"}`,
    read,
    hasFile: (path) => existsSync(join(root, path)),
    paths: () => [...pathsIn(root, "")],
    close,
  };
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Generator<string>}
 */
function* pathsIn(root, folder) {
  for (const entry of readdirSync(join(root, folder), {
    withFileTypes: true,
  })) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !SKIPPED.test(path))
      yield* pathsIn(root, path);
  }
}
