import type { Codes } from "./entry.js";

/** Codes about YAML, before its content is looked at. */
export const yamlCodes = {
  "yaml-syntax": {
    severity: "error",
    summary: "The text is not valid YAML, or not one document",
  },
  "yaml-tag": {
    severity: "error",
    summary: "A YAML tag, which the language does not have",
  },
  "yaml-merge": {
    severity: "error",
    summary: "A YAML merge key (`<<`), which the language does not have",
  },
  "unknown-anchor": {
    severity: "error",
    summary: "An alias to an anchor that is not defined above it",
  },
  "alias-bomb": {
    severity: "error",
    summary: "Aliases that expand to more than two million values",
  },
  "duplicate-key": {
    severity: "error",
    summary: "A key that is written twice in one mapping",
  },
} satisfies Codes;
