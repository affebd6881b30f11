import type { Codes } from "./entry.js";

/** Codes about rules and `accept`. */
export const ruleCodes = {
  "unknown-rule": {
    severity: "error",
    summary: "An `accept` for a rule that does not exist",
  },
  "accept-without-reason": {
    severity: "error",
    summary: "An `accept` without a reason",
  },
  "accept-unused": {
    severity: "warning",
    summary: "An `accept` that matches no finding",
  },
  "tool-fault": {
    severity: "error",
    summary: "A rule failed because of a bug in tunegen",
  },
} satisfies Codes;
