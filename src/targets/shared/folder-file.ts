import { posix } from "node:path";
import type { Emission, TargetFile } from "../define-target.js";

/** Makes a file in the folder that the output `path` names. */
export function folderFile(
  { pathOf }: Emission<"path">,
  name: string,
  text: (path: string) => string,
): TargetFile<"path"> {
  const path = posix.join(pathOf("path"), name);
  return { output: "path", nodes: [], path, text: text(path) };
}
