import { readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { type Diagnostic, error } from "../core/diagnostic.js";
import { shortNameList } from "../core/name-list.js";
import type { Source } from "../core/source.js";
import { decodeSource, LARGEST_SPEC } from "../language/decode.js";
import { isWholeSpec } from "../language/whole-spec.js";
import { errnoWords, isDiskError } from "../output/errno.js";
import { filesMatching, nearFile } from "./near-files.js";
import { isNamedPipe } from "./named-pipe.js";
import { readAtMost } from "./read-at-most.js";

/** The code and the remedies for a file that cannot be read, by its role. */
const roles = {
  spec: {
    code: "unreadable-spec",
    missing:
      "name the spec with -f, or write one: the README shows a short spec",
    folder: "name the file in it",
    unreadable: "make it readable for this user, or name another file with -f",
  },
  include: {
    code: "unreadable-include",
    missing: "correct the path, relative to the spec, or remove the line",
    folder: "name the files of the folder, one by one",
    unreadable: "make it readable for this user, or remove the line",
  },
  baseline: {
    code: "unreadable-baseline",
    missing: "write it with `tunegen lint --write-baseline`",
    folder: "name a file",
    unreadable: "make it readable for this user, or name another file",
  },
} as const;

/**
 * Reads a spec or a file that it includes; an error has no span.
 * @param file a path, or the descriptor of standard input
 * @param name its name in messages
 */
export function readSource(
  role: keyof typeof roles,
  file: string | number,
  name: string,
): Source | Diagnostic {
  const { code, missing, folder, unreadable } = roles[role];
  const fail = (message: string, help: string): Diagnostic =>
    error(code, undefined, message, { help });
  try {
    const stat = typeof file === "string" ? statSync(file) : undefined;
    if (stat?.isDirectory() === true)
      return fail(
        `${name} is a folder`,
        role === "spec"
          ? `${folder}, such as \`-f ${posix.join(name, "tuning.yaml")}\``
          : folder,
      );
    if (stat !== undefined && isNamedPipe(String(file), stat))
      return fail(`${name} is a named pipe`, "name a regular file");
    return decodeFile(file, name, stat?.size);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return thrown.code === "ENOENT"
      ? fail(`${name} does not exist`, missingHelp(role, file, name) ?? missing)
      : fail(`${name} cannot be read: ${errnoWords(thrown)}`, unreadable);
  }
}

/** Names the existing files that a missing one may stand for, which the spec has to name one by one. */
function missingHelp(
  role: keyof typeof roles,
  file: string | number,
  name: string,
): string | undefined {
  if (typeof file !== "string") return undefined;
  const matching =
    role === "include" ? filesMatching(file, name, isIncludable) : [];
  if (matching.length > 0)
    return `name each file, a pattern is not expanded: ${shortNameList(matching, 5)}`;
  const near = nearFile(
    file,
    name,
    role === "include" ? isIncludable : () => true,
  );
  return near === undefined
    ? undefined
    : `did you mean \`${role === "spec" ? `-f ${near}` : near}\`?`;
}

/** Whether a file may be one that specs include: not a whole spec, such as the including one. */
function isIncludable(path: string): boolean {
  try {
    const stat = statSync(path);
    return (
      stat.isFile() &&
      stat.size <= LARGEST_SPEC &&
      !isWholeSpec(readFileSync(path, "utf8"))
    );
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    return false;
  }
}

/**
 * Reads and decodes a file, at most the size of the largest spec.
 * @param file a path, or the descriptor of standard input
 * @param name its name in messages
 * @param size its size in bytes, where that is known before it is read
 * @throws the error of the operating system
 */
export function decodeFile(
  file: string | number,
  name: string,
  size = 0,
): Source | Diagnostic {
  // Checked before reading: a file of many GiB would fill the memory.
  return size > LARGEST_SPEC
    ? decodeSource(name, new Uint8Array(0), size)
    : decodeSource(name, readAtMost(file, LARGEST_SPEC));
}
