import type { Codes } from "./entry.js";

/** Codes of the manifest, and of files that only it still names. */
export const manifestCodes = {
  "output-orphan": {
    severity: "error",
    summary: "A generated file that the spec no longer asks for",
    page: () => ({
      explanation:
        "An earlier build wrote the file, and the spec no longer asks for it: a role was renamed or removed, or a target got another path. A node that still imports it keeps the old settings. Run `tunegen build`, which deletes it, and commit the result.",
      situation: {
        when: "A role was renamed after the last build.",
        command: "tunegen check",
        prints:
          "out/nixos/role-worker.nix:1:1: error: the file is no longer generated [output-orphan]",
      },
    }),
  },
  "output-orphan-edited": {
    severity: "error",
    summary: "A left-over generated file that was edited by hand",
    page: () => ({
      explanation:
        "The spec no longer asks for the file, and it was changed since tunegen wrote it. `build` deletes only unchanged files, so it keeps this one and prints a warning; `check` reports an error. Delete the file, or let `tunegen build --force` delete it.",
      situation: {
        when: "A role was renamed, and its old file was edited by hand.",
        command: "tunegen check",
        prints:
          "out/nixos/role-worker.nix:1:1: error: the file is no longer generated, and was edited [output-orphan-edited]",
      },
    }),
  },
  "manifest-stale": {
    severity: "error",
    summary: "The manifest is out of date",
    page: () => ({
      explanation:
        "All generated files are current, but `.tunegen-manifest.json`, which lists them with their checksums, is not: it was changed by hand, or restored from another commit. tunegen would treat its own files as edited, or as files that it did not write. Run `tunegen build` and commit the result.",
      situation: {
        when: "The checksum of a current file was changed in the manifest.",
        command: "tunegen check",
        prints:
          "error: out/.tunegen-manifest.json is out of date [manifest-stale]",
      },
    }),
  },
  "manifest-missing": {
    severity: "error",
    summary: "The manifest is missing",
    page: () => ({
      explanation:
        "All generated files are current, but `.tunegen-manifest.json` is not there: it was deleted, or was never committed. Without it tunegen cannot tell its own files from others, and neither updates nor deletes them. Run `tunegen build`, and commit the manifest with the files.",
      situation: {
        when: "The manifest was deleted.",
        command: "tunegen check",
        prints:
          "error: out/.tunegen-manifest.json is missing [manifest-missing]",
      },
    }),
  },
  "manifest-broken": {
    severity: "error",
    summary: "The manifest cannot be read",
    page: () => ({
      explanation:
        "`.tunegen-manifest.json` is not valid: it contains merge conflict markers, was edited, or was written by a newer tunegen. Without it tunegen cannot tell its own files from others, so nothing is written. Resolve the merge conflict in the spec first; then `tunegen build --force` writes the manifest and all files again. If a newer tunegen wrote it, update tunegen.",
      situation: {
        when: "A merge left conflict markers in the manifest.",
        command: "tunegen build",
        prints:
          "error: out/.tunegen-manifest.json contains merge conflict markers [manifest-broken]",
      },
    }),
  },
} satisfies Codes;
