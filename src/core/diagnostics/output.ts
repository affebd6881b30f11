import type { Codes } from "./entry.js";

/** Codes about files that tunegen writes. */
export const outputCodes = {
  "output-stale": {
    severity: "error",
    summary: "A generated file is out of date",
  },
  "output-missing": {
    severity: "error",
    summary: "A generated file is missing",
  },
  "output-edited": {
    severity: "error",
    summary: "A generated file was edited by hand",
  },
  "output-foreign": {
    severity: "error",
    summary: "A file that tunegen did not write is in the way",
  },
  "output-orphan": {
    severity: "error",
    summary: "A generated file that the spec no longer asks for",
  },
  "output-orphan-edited": {
    severity: "error",
    summary:
      "A generated file that the spec no longer asks for was edited by hand",
  },
  "manifest-stale": {
    severity: "error",
    summary: "The manifest is out of date",
  },
  "manifest-missing": {
    severity: "error",
    summary: "The manifest is missing",
  },
  "manifest-broken": {
    severity: "error",
    summary: "The manifest cannot be read",
  },
  "output-shared": {
    severity: "error",
    summary: "Another spec writes to the same folder",
  },
  "output-collision": {
    severity: "error",
    summary: "Two outputs have the same path, or an output overwrites the spec",
  },
  "output-outside-repository": {
    severity: "error",
    summary: "An output path outside the repository",
  },
  "output-path": {
    severity: "error",
    summary: "An output path that cannot name a file",
  },
  "output-symlink": {
    severity: "error",
    summary: "A symbolic link is in the way",
  },
  "output-obstructed": {
    severity: "error",
    summary: "A folder or another kind of file is in the way",
  },
  "output-unreadable": {
    severity: "error",
    summary: "A file on the disk cannot be read",
  },
  "output-unwritable": {
    severity: "error",
    summary: "A file cannot be written or deleted",
  },
  "output-locked": {
    severity: "error",
    summary: "Another build is writing to the folder",
  },
  "output-format": {
    severity: "error",
    summary:
      "A file cannot be formatted with the repository's prettier configuration",
  },
} satisfies Codes;
