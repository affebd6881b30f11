import { dirname, isAbsolute, join, posix } from "node:path";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { Source } from "../../core/source.js";
import { isSource } from "../../language/decode.js";
import { statIfPresent } from "../../output/absent.js";
import { readSource } from "../read-source.js";
import { findRevision, pathBelowTop, readAt, type Revision } from "./git.js";

/** The spec that another one is compared with. */
export interface OldSpec {
  /** As messages name it: `HEAD`, `old.yaml`. */
  readonly name: string;
  readonly source: Source;
  readonly readInclude: (name: string) => Source | Diagnostic;
  /** Included files outside of the repository, of which only the present text is known. */
  readonly outside: Set<string>;
}

/**
 * Reads the spec that a word names: a file, a revision of git with the spec's own path, or `REVISION:PATH`.
 *
 * @param spec path of the new spec
 */
export function readOld(word: string, spec: string): OldSpec | Diagnostic {
  const folder = dirname(spec);
  if (word === "-") return ofFile(word);
  if (isFile(word)) {
    return "code" in findRevision(word, folder)
      ? ofFile(word)
      : error(
          "ambiguous-revision",
          undefined,
          `\`${word}\` is both a file and a revision`,
          {
            help: `write ./${word} for the file, or refs/heads/${word} for the branch`,
          },
        );
  }
  const [, name = word, path] = /^([^:]+):(.+)$/su.exec(word) ?? [];
  const revision = findRevision(name, folder);
  return "code" in revision ? revision : ofRevision(revision, spec, path);
}

/** Whether it is a file, or the pipe of the shell's `<(...)`. */
function isFile(path: string): boolean {
  const stat = statIfPresent(path);
  return stat?.isFile() === true || stat?.isFIFO() === true;
}

function ofFile(path: string): OldSpec | Diagnostic {
  const stdin = path === "-";
  const source = readSource("spec", stdin ? 0 : path, stdin ? "<stdin>" : path);
  if (!isSource(source)) return source;
  const folder = stdin ? "." : dirname(path);
  return {
    name: source.name,
    source,
    readInclude: (name) => {
      const include = isAbsolute(name) ? name : join(folder, name);
      return readSource("include", include, include);
    },
    outside: new Set(),
  };
}

function ofRevision(
  revision: Revision,
  spec: string,
  written: string | undefined,
): OldSpec | Diagnostic {
  const { name, prefix } = revision;
  const path =
    written === undefined
      ? posix.join(prefix, posix.basename(spec.replaceAll("\\", "/")))
      : written.startsWith("./") || written.startsWith("../")
        ? posix.join(prefix, written)
        : posix.normalize(written);
  const source = readAt(revision, path, `${name}:${path}`);
  if (!isSource(source)) return source;
  const outside = new Set<string>();
  return {
    name,
    source,
    readInclude: (include) => {
      const below = pathBelowTop(revision, posix.dirname(path), include);
      if (below !== undefined)
        return readAt(revision, below, `${name}:${below}`);
      const file = isAbsolute(include) ? include : join(dirname(spec), include);
      outside.add(file);
      return readSource("include", file, file);
    },
    outside,
  };
}
