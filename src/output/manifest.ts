import { sep } from "node:path";
import { compare } from "../core/diagnostic.js";
import { canonicalPath } from "./path-rules.js";

/** A file that tunegen wrote; its path is the key. */
export interface ManifestEntry {
  readonly target: string;
  /** The hash of the text with LF line ends, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** The hash before the build that wrote this entry; a build that ends removes it, so that only a killed one leaves it. */
  readonly before?: string | undefined;
}

/** The files that tunegen wrote, by path relative to the root. */
export interface Manifest {
  /** The spec's file name; undefined if it came from standard input. */
  readonly spec: string | undefined;
  readonly files: ReadonlyMap<string, ManifestEntry>;
}

export type ParsedManifest =
  | { readonly manifest: Manifest }
  | {
      /** What is wrong, to be printed after the manifest's name: `is not JSON`. */
      readonly problem: string;
    };

export const emptyManifest: Manifest = Object.freeze({
  spec: undefined,
  files: new Map<string, ManifestEntry>(),
});

/**
 * Parses a manifest. Anybody may have changed this file, so nothing in it is trusted: a build deletes files that it names.
 *
 * @param allowed whether tunegen may write to a canonical path
 */
export function parseManifest(
  text: string,
  allowed: (path: string) => boolean,
): ParsedManifest {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return {
      problem: /^(<{7}|={7}|>{7})( |$)/m.test(text)
        ? "contains merge conflict markers"
        : "is not valid JSON",
    };
  }
  if (!isRecord(data)) return { problem: "is not a JSON object" };
  if (data["version"] !== 1) {
    return {
      problem:
        typeof data["version"] === "number" && data["version"] > 1
          ? "was written by a newer tunegen"
          : "does not have `version` 1",
    };
  }
  const spec = data["spec"];
  if (spec !== undefined && (typeof spec !== "string" || !isFileName(spec))) {
    return { problem: "has a `spec` that is not a file name" };
  }
  if (!isRecord(data["files"])) return { problem: "has no `files`" };

  const files = new Map<string, ManifestEntry>();
  for (const [path, entry] of Object.entries(data["files"])) {
    const shown = `\`${path}\``;
    if (path !== canonicalPath(path) || !allowed(path)) {
      return { problem: `lists ${shown}, where tunegen does not write` };
    }
    const { target, sha256, before } = isRecord(entry) ? entry : {};
    if (
      typeof target !== "string" ||
      !isHash(sha256) ||
      !(before === undefined || isHash(before))
    ) {
      return { problem: `has no \`target\` and \`sha256\` for ${shown}` };
    }
    files.set(path, { target, sha256, ...(before && { before }) });
  }
  return { manifest: { spec, files } };
}

/** Prints a manifest, sorted, as prettier formats it: one field per line, which also merges best. */
export function printManifest({ spec, files }: Manifest): string {
  const sorted = [...files].sort(([a], [b]) => compare(a, b));
  const data = {
    version: 1,
    ...(spec !== undefined && { spec }),
    files: Object.fromEntries(
      sorted.map(([path, { target, sha256, before }]) => [
        path,
        { target, sha256, before },
      ]),
    ),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isHash(value: unknown): value is string {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

/** Whether a build could have recorded it. Control characters, and backslashes where they separate nothing, are in names, too. */
function isFileName(name: string): boolean {
  return (
    !["/", "\0", sep].some((each) => name.includes(each)) &&
    !["", ".", ".."].includes(name)
  );
}
