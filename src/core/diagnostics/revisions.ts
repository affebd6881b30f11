import type { Codes } from "./entry.js";

/** Codes of the command that compares a spec with an earlier one. */
export const revisionCodes = {
  "unreadable-revision": {
    severity: "error",
    summary: "The spec of a revision cannot be read from git",
    page: () => ({
      explanation:
        "`tunegen diff` reads the spec of a revision, and the files that it includes, with git, and changes nothing in the work tree. It needs the program git, a repository around the spec, a revision that git knows and the file in that revision. A shallow clone has only its last commits: `actions/checkout` gets all of them with `fetch-depth: 0`. For a spec that had another name, write `REVISION:PATH`.",
      situation: {
        when: "The folder is not in a git repository.",
        command: "tunegen diff HEAD~1",
        prints:
          "error: `HEAD~1` cannot be read: the spec is not in a git repository [unreadable-revision]",
      },
    }),
  },
  "ambiguous-revision": {
    severity: "error",
    summary: "A word is both a file and a revision of git",
    page: () => ({
      explanation:
        "The argument of `tunegen diff` names a file, and git knows a revision of the same name. Write the file with its folder, such as `./main`, or the revision in another form, such as `refs/heads/main`.",
      situation: {
        when: "There is a file `main`, and a branch of that name.",
        command: "tunegen diff main",
        prints:
          "error: `main` is both a file and a revision [ambiguous-revision]",
      },
    }),
  },
} as const satisfies Codes;
