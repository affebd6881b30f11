import type { Codes } from "./entry.js";

/** Codes about which fields stand where. */
export const shapeCodes = {
  "missing-field": {
    severity: "error",
    summary: "A required field is missing",
  },
  "unknown-field": {
    severity: "error",
    summary: "A field that does not exist here",
  },
  "wrong-shape": {
    severity: "error",
    summary: "A value of the wrong type for its field",
  },
} satisfies Codes;
