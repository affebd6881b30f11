import { type Diagnostic, error } from "../core/diagnostic.js";
import type { CodeOf } from "../core/diagnostics/registry.js";
import type { ComparedFile, FileStatus } from "./classify.js";
import { firstDifference } from "./edit-place.js";
import { shownPath, type OutputLocation } from "./location.js";

/** The statuses that `check` reports; `orphan-gone` is reported as a stale manifest. */
export type ReportedStatus = Exclude<FileStatus, "fresh" | "orphan-gone">;

/** How the manifest on disk compares to the one after a build. */
export type ManifestStatus = "fresh" | "stale" | "missing";

/** What messages need to name files and commands as the user knows them. */
export interface MessageContext {
  readonly location: OutputLocation;
  /** The command that builds, with the user's options: `tunegen build -f ../tuning.yaml`. */
  readonly build: string;
}

interface Explanation {
  readonly code: CodeOf<"error">;
  readonly message: string;
  readonly why: string;
  readonly help: string;
}

/** What each status means, why it matters, and what to do; `file` is the subject of the message. */
const explanations: Readonly<
  Record<
    ReportedStatus,
    (file: string, spec: string, build: string) => Explanation
  >
> = {
  stale: (file, spec, build) => ({
    code: "output-stale",
    message: `${file} is out of date`,
    why: `nodes would get other values than ${spec} sets`,
    help: `run \`${build}\` and commit the result`,
  }),
  missing: (file, spec, build) => ({
    code: "output-missing",
    message: `${file} is missing`,
    why: `${spec} produces this file`,
    help: `run \`${build}\` and commit the result`,
  }),
  edited: (file, spec, build) => ({
    code: "output-edited",
    message: `${file} was edited after tunegen wrote it`,
    why: `the change is not in ${spec}, so a build would overwrite it`,
    help: `move the change to ${spec}, then run \`${build} --force\``,
  }),
  foreign: (file, spec, build) => ({
    code: "output-foreign",
    message: `${file} was not written by tunegen`,
    why: `${spec} produces another file there, and tunegen overwrites only files that it wrote`,
    help: `move it, give the target another path, or overwrite it with \`${build} --force\``,
  }),
  orphan: (file, spec, build) => ({
    code: "output-orphan",
    message: `${file} is no longer generated`,
    why: `${spec} no longer produces it, but nodes that use it keep its values`,
    help: `run \`${build}\` to delete it, and commit the result`,
  }),
  "orphan-edited": (file, _, build) => ({
    code: "output-orphan-edited",
    message: `${file} is no longer generated, and was edited`,
    why: `tunegen deletes only files that were not edited`,
    help: `delete it, or run \`${build} --force\``,
  }),
};

/** Explains the status of a file; undefined if it is up to date. */
export function explainFile(
  file: ComparedFile,
  { location, build }: MessageContext,
): Diagnostic | undefined {
  if (file.status === "fresh" || file.status === "orphan-gone")
    return undefined;
  const shown = shownPath(location, file.path);
  const span = differentLine(shown, file);
  // The place names the file already.
  const { code, message, ...more } = explanations[file.status](
    span === undefined ? shown : "the file",
    specName(location),
    build,
  );
  return error(code, span, message, more);
}

/** Explains a manifest that is out of date while all files are up to date. */
export function explainManifest(
  status: Exclude<ManifestStatus, "fresh">,
  path: string,
  { location, build }: MessageContext,
): Diagnostic {
  const shown = shownPath(location, path);
  return error(
    `manifest-${status}`,
    undefined,
    status === "missing" ? `${shown} is missing` : `${shown} is out of date`,
    {
      why: "tunegen updates and deletes only files that the manifest lists",
      help: `run \`${build}\` and commit the result`,
    },
  );
}

/** Returns how messages name the spec. */
export function specName(location: OutputLocation): string {
  return location.spec ?? "the spec";
}

/** Returns the first line on disk that was edited, or that differs from the spec's output. */
function differentLine(
  name: string,
  { found, wanted, editedAt }: ComparedFile,
): Diagnostic["span"] {
  if (found === undefined) return undefined;
  const at =
    editedAt ?? (wanted === undefined ? 0 : firstDifference(found, wanted));
  const start = at === 0 ? 0 : found.lastIndexOf("\n", at - 1) + 1;
  const end = found.indexOf("\n", start);
  return {
    source: { name, text: found },
    start,
    end: end === -1 ? found.length : end,
  };
}
