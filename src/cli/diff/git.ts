import { spawnSync } from "node:child_process";
import { isAbsolute, posix, relative, sep } from "node:path";
import { type Diagnostic, error } from "../../core/diagnostic.js";
import type { Source } from "../../core/source.js";
import { decodeSource, LARGEST_SPEC } from "../../language/decode.js";

/** A revision in the repository around a folder, whose files are read without a checkout. */
export interface Revision {
  /** As the user wrote it. */
  readonly name: string;
  readonly commit: string;
  /** The top folder of the work tree, absolute. */
  readonly top: string;
  /** The folder below the top, with forward slashes and one at its end; empty for the top itself. */
  readonly prefix: string;
}

interface Ran {
  readonly ok: boolean;
  readonly out: Buffer;
  /** Why git could not be started. */
  readonly missing: boolean;
}

/**
 * Runs git in a folder, without a shell.
 *
 * @param timeout in milliseconds; by default it may take as long as it likes
 */
function git(folder: string, args: readonly string[], timeout?: number): Ran {
  const {
    status,
    stdout,
    error: failed,
  } = spawnSync("git", args, {
    cwd: folder,
    // Paths are taken as they are, and nothing is locked.
    env: {
      ...process.env,
      GIT_LITERAL_PATHSPECS: "1",
      GIT_OPTIONAL_LOCKS: "0",
    },
    maxBuffer: LARGEST_SPEC + 1024,
    timeout,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const missing =
    failed !== undefined && "code" in failed && failed.code === "ENOENT";
  return {
    ok: status === 0 && failed === undefined,
    out: status === null && missing ? Buffer.alloc(0) : stdout,
    missing,
  };
}

/** Finds a revision; a diagnostic says why there is none. */
export function findRevision(
  name: string,
  folder: string,
): Revision | Diagnostic {
  const fail = (why: string, help: string): Diagnostic =>
    error(
      "unreadable-revision",
      undefined,
      `\`${name}\` cannot be read: ${why}`,
      { help },
    );
  const { ok, out, missing } = git(folder, [
    "rev-parse",
    "--show-toplevel",
    "--show-prefix",
  ]);
  if (missing)
    return fail(
      "the program git was not found",
      "install git, or name a file with the other spec, such as old.yaml",
    );
  if (!ok)
    return fail(
      `${/^HEAD\b/u.test(name) ? "" : "there is no such file, and "}the spec is not in a git repository`,
      "name a file with the other spec instead, such as old.yaml",
    );
  const [top = "", prefix = ""] = out.toString("utf8").split("\n");
  const found = git(folder, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${name}^{commit}`,
  ]);
  const commit = found.out.toString("utf8").trim();
  if (found.ok && commit !== "") return { name, commit, top, prefix };
  const isEmpty =
    name === "HEAD" &&
    git(folder, ["rev-parse", "--is-inside-work-tree"]).ok &&
    !git(folder, ["rev-parse", "--verify", "--quiet", "HEAD"]).ok;
  return isEmpty
    ? fail("the repository has no commit yet", "commit the spec first")
    : fail(
        "git knows no such revision or file",
        "write a branch, a tag, a commit or the path of a file; a shallow clone needs `git fetch --unshallow` or, on GitHub, `fetch-depth: 0`",
      );
}

/**
 * Reads a file as it was in a revision.
 *
 * @param path below the top folder, with forward slashes
 * @param name its name in messages
 */
export function readAt(
  revision: Revision,
  path: string,
  name: string,
  depth = 0,
): Source | Diagnostic {
  const { top, commit } = revision;
  const entry = git(top, ["ls-tree", "-z", "--full-tree", commit, "--", path]);
  const [, mode, type, id] =
    /^(\d+) (\w+) ([0-9a-f]+)\t/u.exec(entry.out.toString("utf8")) ?? [];
  if (id === undefined || type !== "blob")
    return error(
      "unreadable-revision",
      undefined,
      type === undefined
        ? `${path} did not exist in \`${revision.name}\``
        : `${path} was a folder in \`${revision.name}\``,
      {
        help: `for a spec that had another name, write the revision and its path: ${revision.name}:old/tuning.yaml`,
      },
    );
  const { ok, out } = git(top, ["cat-file", "blob", id]);
  if (!ok && out.length <= LARGEST_SPEC)
    return error(
      "unreadable-revision",
      undefined,
      `git cannot read ${path} of \`${revision.name}\``,
      { help: `look at what this prints: git show ${revision.name}:${path}` },
    );
  // Git stores a symbolic link as the path that it leads to.
  if (mode === "120000" && depth < MOST_LINKS) {
    const target = posix.join(posix.dirname(path), out.toString("utf8"));
    return readAt(revision, target, name, depth + 1);
  }
  return out.length > LARGEST_SPEC
    ? decodeSource(name, new Uint8Array(0), out.length)
    : decodeSource(name, out);
}

const MOST_LINKS = 10;

/** How many branches and tags are listed, the latest first, and how long somebody waits for them, in milliseconds. */
const MOST_REFS = 500;
const LONGEST_WAIT = 1000;

/** Lists the branches and tags of the repository around a folder, each with what it is; none without a repository. */
export function refsIn(
  folder: string,
): readonly { readonly value: string; readonly about: string }[] {
  const { ok, out } = git(
    folder,
    [
      "for-each-ref",
      `--count=${MOST_REFS}`,
      "--sort=-creatordate",
      "--format=%(refname) %(refname:short)%(symref)",
      ...kindsOfRefs.keys(),
    ],
    LONGEST_WAIT,
  );
  if (!ok) return [];
  return out
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      const [, kind = "", value] =
        /^(refs\/[a-z]+)\S* (\S+)$/u.exec(line) ?? [];
      const about = kindsOfRefs.get(kind);
      // `origin/HEAD` has its target after its name.
      return value === undefined ||
        about === undefined ||
        value.includes("refs/")
        ? []
        : [{ value, about }];
    });
}

const kindsOfRefs: ReadonlyMap<string, string> = new Map([
  ["refs/heads", "branch"],
  ["refs/tags", "tag"],
  ["refs/remotes", "remote branch"],
]);

/** The path below the top folder of a file that is named relative to a folder there; undefined for one outside. */
export function pathBelowTop(
  { top }: Revision,
  folder: string,
  name: string,
): string | undefined {
  const path = isAbsolute(name)
    ? relative(top, name).split(sep).join("/")
    : posix.join(folder, name.split(sep).join("/"));
  return path.startsWith("../") || isAbsolute(path) ? undefined : path;
}
