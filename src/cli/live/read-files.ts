import {
  fstatSync,
  readdirSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { compare, type Diagnostic, error } from "../../core/diagnostic.js";
import {
  type Observation,
  ownText,
  type Unread,
} from "../../live/observation.js";
import { readLive } from "../../live/read-live.js";
import { errnoWords, isDiskError } from "../../output/errno.js";
import { readAtMost } from "../read-at-most.js";

/** The largest file with values that is read, in bytes: a node has well under one MiB of them. */
const LARGEST = 64 * 1024 * 1024;
const COLLECTOR =
  "gather the values with the program that `tunegen verify --print-collector` prints";

/** What standard input is called. */
export const STDIN = "<stdin>";

/** What one file came to. */
export interface FileValues {
  readonly path: string;
  readonly observations: readonly Observation[];
  readonly errors: readonly Diagnostic[];
}

/** Reads files with values one after another, and those below folders; `-` is standard input. */
export function* readFiles(paths: readonly string[]): Generator<FileValues> {
  const read: Read = new Map();
  for (const path of paths) yield* readBelow(path, true, read);
}

/** What was read already: the first name of each file. */
type Read = Map<string, string>;

function* readBelow(
  path: string,
  isNamed: boolean,
  read: Read,
): Generator<FileValues> {
  const isStdin = isNamed && path === "-";
  try {
    if (isStdin) {
      yield again(STDIN, fstatSync(0), read) ?? readOne(STDIN, 0);
      return;
    }
    const stat = statSync(path);
    const before = again(path, stat, read);
    if (before !== undefined) yield before;
    else if (stat.isDirectory()) {
      // Files that begin with a dot are those of editors and of git.
      const names = readdirSync(path).filter((name) => !name.startsWith("."));
      for (const name of names.sort(compare))
        yield* readBelow(join(path, name), false, read);
      if (isNamed && names.length === 0)
        yield failed(path, "the folder is empty");
    } else if (!stat.isFile() && !(isNamed && stat.isFIFO())) {
      yield failed(path, "it is not a regular file");
    } else if (stat.size > LARGEST) yield failed(path, tooLarge(stat.size));
    else yield readOne(path, path);
  } catch (thrown) {
    if (!isDiskError(thrown)) throw thrown;
    yield failed(
      isStdin ? STDIN : path,
      errnoWords(thrown),
      thrown.code === "ENOENT" ? "check the path" : COLLECTOR,
    );
  }
}

/** Reports a file or a folder that was read already, under this name or another one. */
function again(name: string, stat: Stats, read: Read): FileValues | undefined {
  // Nodes with equal values may share a file by hard links. A pipe has no path.
  const id =
    name !== STDIN && (stat.isFile() || stat.isDirectory())
      ? realpathSync(name)
      : `${stat.dev}:${stat.ino}`;
  const before = read.get(id);
  read.set(id, before ?? name);
  return before === undefined
    ? undefined
    : failed(
        name,
        before === name ? "it is given twice" : `it is the same as ${before}`,
        "give each source once",
      );
}

function readOne(name: string, file: string | number): FileValues {
  const bytes = readAtMost(file, LARGEST);
  if (bytes.length > LARGEST) return failed(name, tooLarge(bytes.length));
  const text = decode(bytes);
  if (text === undefined)
    return failed(name, "it is binary, or in another encoding than UTF-8");
  const { observations, unread } = readLive(text, name);
  return {
    path: name,
    observations: observations.map(withOwnNames),
    errors: unread.map((each) => unreadOf(name, text, each, observations)),
  };
}

/** What is kept of each node of a fleet after its values were compared. */
function withOwnNames(observation: Observation): Observation {
  const { host, kernel } = observation;
  return {
    ...observation,
    host: host === undefined ? undefined : ownText(host),
    kernel: kernel === undefined ? undefined : ownText(kernel),
  };
}

/** Undefined for what is no text. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadOf(
  name: string,
  text: string,
  { line, why, help = COLLECTOR }: Unread,
  observations: readonly Observation[],
): Diagnostic {
  const isRead = observations.length > 0;
  const details = {
    ...(isRead && { why: "the other values of the file were compared" }),
    help,
  };
  if (line === undefined)
    return error(
      "unreadable-values",
      undefined,
      `${name} was not read${isRead ? " completely" : ""}: ${why}`,
      details,
    );
  const start = startOf(line, text);
  const end = text.indexOf("\n", start);
  return error(
    "unreadable-values",
    {
      source: { name, text },
      start,
      end: end < 0 ? text.length : end,
    },
    `line ${line} was not read: ${why}`,
    details,
  );
}

function startOf(line: number, text: string): number {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const next = text.indexOf("\n", start);
    if (next < 0) return start;
    start = next + 1;
  }
  return start;
}

function tooLarge(size: number): string {
  return `it is larger than 64 MiB${size > LARGEST * 1.1 ? ` (${Math.round(size / 1024 / 1024)} MiB)` : ""}, and the values of a node are less than one`;
}

function failed(path: string, why: string, help = COLLECTOR): FileValues {
  return {
    path,
    observations: [],
    errors: [
      error("unreadable-values", undefined, `${path} was not read: ${why}`, {
        help,
      }),
    ],
  };
}
