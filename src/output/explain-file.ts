import { type Diagnostic, error } from "../core/diagnostic.js";
import type { CodeOf } from "../core/diagnostics/registry.js";
import type { ComparedFile, FileStatus } from "./classify.js";
import { shownPath, type Place } from "./folders.js";

/** The statuses that `check` reports; `orphan-gone` shows in the manifest alone. */
export type ReportedStatus = Exclude<FileStatus, "fresh" | "orphan-gone">;

/** How the manifest stands to what a build would leave. */
export type ManifestStatus = "fresh" | "stale" | "missing";

export interface Wording {
  readonly place: Place;
  /** The command that builds, with the user's own options: `tunegen build -f ../tuning.yaml`. */
  readonly build: string;
}

interface Words {
  readonly code: CodeOf<"error">;
  readonly message: string;
  readonly why: string;
  readonly help: string;
}

/** What a status means, why it matters, and the command that mends it. */
const words: Readonly<
  Record<ReportedStatus, (file: string, spec: string, build: string) => Words>
> = {
  stale: (file, spec, build) => ({
    code: "output-stale",
    message: `${file} is out of date`,
    why: `${spec} asks for something else than what the nodes would get from this file`,
    help: `run \`${build}\` and commit the result`,
  }),
  missing: (file, spec, build) => ({
    code: "output-missing",
    message: `${file} is missing`,
    why: `${spec} asks for it`,
    help: `run \`${build}\` and commit the result`,
  }),
  edited: (file, spec, build) => ({
    code: "output-edited",
    message: `${file} was changed by hand since tunegen wrote it`,
    why: `the change is not in ${spec}, so a build would lose it`,
    help: `move the change to ${spec}; then \`${build} --force\` overwrites the file`,
  }),
  foreign: (file, spec, build) => ({
    code: "output-foreign",
    message: `${file} was not written by tunegen`,
    why: `${spec} asks for another text there, and tunegen does not overwrite what it did not write`,
    help: `move it away or give the target another path; \`${build} --force\` overwrites it`,
  }),
  orphan: (file, spec, build) => ({
    code: "output-orphan",
    message: `${file} is left over`,
    why: `${spec} no longer asks for it, and a node that imports it keeps its values`,
    help: `run \`${build}\`, which deletes it, and commit the result`,
  }),
  "orphan-edited": (file, spec, build) => ({
    code: "output-orphan-edited",
    message: `${file} is left over, and was changed by hand`,
    why: `${spec} no longer asks for it, and tunegen deletes only what is as it was written`,
    help: `delete it, or let \`${build} --force\` delete it`,
  }),
};

/** What to tell about a file; undefined for one that is as it should be. */
export function explainFile(
  file: ComparedFile,
  { place, build }: Wording,
): Diagnostic | undefined {
  if (file.status === "fresh" || file.status === "orphan-gone")
    return undefined;
  const shown = shownPath(place, file.path);
  const { code, message, ...more } = words[file.status](
    shown,
    specName(place),
    build,
  );
  return error(code, firstDifference(shown, file), message, more);
}

/** What to tell about a manifest that alone is out of date. */
export function explainManifest(
  status: Exclude<ManifestStatus, "fresh">,
  path: string,
  { place, build }: Wording,
): Diagnostic {
  const shown = shownPath(place, path);
  return error(
    `manifest-${status}`,
    undefined,
    status === "missing" ? `${shown} is missing` : `${shown} is out of date`,
    {
      why: "by it tunegen knows which files are its own: without, it neither updates nor deletes them",
      help: `run \`${build}\` and commit the result`,
    },
  );
}

/** How messages name the spec. */
export function specName(place: Place): string {
  return place.spec ?? "the spec";
}

/** The first place where the file on the disk is not what the spec asks for. */
function firstDifference(
  name: string,
  { found, wanted }: ComparedFile,
): Diagnostic["span"] {
  if (found === undefined) return undefined;
  let at = 0;
  if (wanted !== undefined) {
    while (at < found.length && found[at] === wanted[at]) at++;
    at = Math.min(at, Math.max(0, found.length - 1));
  }
  const start = at === 0 ? 0 : found.lastIndexOf("\n", at - 1) + 1;
  const end = found.indexOf("\n", start);
  return {
    source: { name, text: found },
    start,
    end: end === -1 ? found.length : end,
  };
}
