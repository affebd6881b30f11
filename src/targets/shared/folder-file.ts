import { posix } from "node:path";
import type { Owner } from "../../core/written.js";
import type { Emission, TargetFile } from "../define-target.js";

/** Makes a file in the folder that the output `path` names; `owner` is the workload or mount that it is about. */
export function folderFile(
  { pathOf }: Emission<"path">,
  name: string,
  text: (path: string) => string,
  owner?: Owner,
): TargetFile<"path"> {
  const path = posix.join(pathOf("path"), name);
  return {
    output: "path",
    nodes: [],
    ...(owner !== undefined && { owner }),
    path,
    text: text(path),
  };
}
