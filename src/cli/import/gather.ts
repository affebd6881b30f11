import { statSync } from "node:fs";
import { addAll } from "../../core/add-all.js";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { ImportFile } from "../../import/import-files.js";
import type { Source } from "../../core/source.js";
import { isSource } from "../../language/decode.js";
import { errnoWords, isDiskError } from "../../output/errno.js";
import type { Progress } from "../progress.js";
import { decodeFile } from "../read-source.js";
import { walk } from "./walk.js";

/** The files to import, and what could not be read. */
export interface Gathered {
  readonly files: readonly ImportFile[];
  readonly errors: readonly Diagnostic[];
}

/** A role of `--role NAME=PATH`. */
export interface RolePath {
  readonly role: string;
  readonly path: string;
}

/** After how many files the progress is shown again. */
const SHOWN_EACH = 200;

/** Reads the files at the paths and below them; `-` is standard input. */
export function gather(
  paths: readonly string[],
  roles: readonly RolePath[],
  progress?: Progress,
): Gathered {
  let count = 0;
  const files = new Map<string, ImportFile>();
  const errors: Diagnostic[] = [];
  const take = (path: string, role: string | undefined): void => {
    if (path === "-") {
      const source = files.get(path)?.source ?? read("<stdin>", 0);
      if (isSource(source)) files.set(path, { source, role, isNamed: true });
      else errors.push(source);
      return;
    }
    const { files: found, skipped } = walk(path);
    addAll(
      errors,
      skipped.map((each) => unreadable(each.path, each.why)),
    );
    for (const { path: file, isNamed } of found) {
      // What is named twice is read once: standard input and named pipes are empty the second time.
      const source = files.get(file)?.source ?? read(file, file);
      count += 1;
      if (count % SHOWN_EACH === 0) progress?.show(`${count} files read`);
      if (isSource(source)) files.set(file, { source, role, isNamed });
      // A folder may have pictures and archives.
      else if (isNamed || source.code !== "spec-encoding") errors.push(source);
    }
  };
  for (const path of paths) take(path, undefined);
  // A role that is named for a path beats the name that the path has.
  for (const { role, path } of roles) take(path, role);
  return { files: [...files.values()], errors };
}

function read(name: string, file: string | number): Source | Diagnostic {
  try {
    const size = typeof file === "string" ? statSync(file).size : undefined;
    return decodeFile(file, name, size);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return unreadable(name, errnoWords(thrown));
  }
}

function unreadable(path: string, why: string): Diagnostic {
  return error("unreadable-import", undefined, `${path} was not read: ${why}`, {
    help: "correct the path, or make it readable for this user, and import it again",
  });
}
