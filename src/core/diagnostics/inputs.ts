import type { Codes } from "./entry.js";

/** Codes about files that tunegen reads. */
export const inputCodes = {
  "unreadable-spec": {
    severity: "error",
    summary: "The spec cannot be read",
  },
  "unreadable-include": {
    severity: "error",
    summary: "A file named under `include` cannot be read",
  },
  "spec-too-large": {
    severity: "error",
    summary: "The file is larger than 32 MiB",
  },
  "spec-encoding": {
    severity: "error",
    summary: "The file is not UTF-8 text",
  },
  "empty-spec": {
    severity: "error",
    summary: "The file has no content",
  },
  "include-cycle": {
    severity: "error",
    summary: "The spec includes itself",
  },
  "unreadable-templates": {
    severity: "error",
    summary: "The folder given to `--templates` cannot be read",
  },
  "unknown-template": {
    severity: "error",
    summary: "A file in the folder of templates replaces no built-in template",
  },
  "broken-template": {
    severity: "error",
    summary: "A template cannot be parsed or rendered",
  },
} satisfies Codes;
