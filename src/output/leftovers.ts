import type { Disk } from "./disk.js";
import type { ExpectedFile } from "./expected-file.js";
import {
  absolutePath,
  manifestPath,
  parentFolder,
  type OutputLocation,
} from "./location.js";
import type { Manifest } from "./manifest.js";
import { leftoversIn } from "./temporary.js";

/** Finds temporary files of killed builds in the folders of the output. */
export function findLeftovers(
  location: OutputLocation,
  disk: Disk,
  files: readonly ExpectedFile[],
  recorded: Manifest,
): readonly string[] {
  const paths = [
    ...files.map(({ path }) => path),
    ...recorded.files.keys(),
    manifestPath(location),
  ];
  const folders = new Set(
    paths.map((path) => parentFolder(absolutePath(location, path))),
  );
  return Object.freeze(
    [...folders]
      .filter((folder) => disk.folderState(folder).state === "there")
      .flatMap((folder) => leftoversIn(disk, folder)),
  );
}
