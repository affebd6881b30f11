import { type Dirent, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  absolutePath,
  type OutputLocation,
  parentFolder,
} from "../../output/location.js";
import { formatConfigNames } from "../../output/prettier-config.js";
import { BASELINE } from "../baseline/baseline.js";
import type { BuildOptions } from "../options.js";

/** Lists the files that a build reads by its options, whether they exist or not. */
export function inputsOfOptions({
  file,
  baseline,
  templates,
}: BuildOptions): readonly string[] {
  return [
    file,
    baseline ?? join(dirname(file), BASELINE),
    ...(templates === undefined ? [] : templatesIn(templates)),
  ];
}

/** Lists the files that decide how output files are formatted, in their folders and all above, whether they exist or not. */
export function formatConfigsOf(
  location: OutputLocation,
  files: readonly { readonly path: string }[],
): readonly string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    let folder = parentFolder(absolutePath(location, path));
    while (!folders.has(folder)) {
      folders.add(folder);
      folder = parentFolder(folder);
    }
  }
  return [...folders].flatMap((folder) =>
    formatConfigNames.map((name) => join(folder, name)),
  );
}

/** Lists the templates of a folder and of the folders in it. */
function templatesIn(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory()
      ? entriesOf(path).map(({ name }) => join(path, name))
      : [path];
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // The build reports it.
    return [];
  }
}
