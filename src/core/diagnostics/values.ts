import type { Codes } from "./entry.js";

/** Codes about what is written for a setting. */
export const valueCodes = {
  "wrong-kind": {
    severity: "error",
    summary: "A value of the wrong type for its setting",
  },
  "wrong-unit": {
    severity: "error",
    summary: "A quantity in a unit that does not fit its setting",
  },
  "wrong-arity": {
    severity: "error",
    summary: "The wrong number of fields for this key",
  },
  "wrong-order": {
    severity: "error",
    summary: "Fields that are not in ascending order",
  },
  "out-of-range": {
    severity: "error",
    summary: "A number that its reader refuses",
  },
  "comment-in-value": {
    severity: "error",
    summary: "A comment inside a quoted value",
  },
  "control-character": {
    severity: "error",
    summary: "A line break or control character in a value",
  },
  "missing-fact": {
    severity: "error",
    summary:
      "A value that is computed from a fact which the spec does not state",
  },
  "cpus-out-of-range": {
    severity: "error",
    summary: "A CPU that the node does not have",
  },
} satisfies Codes;
