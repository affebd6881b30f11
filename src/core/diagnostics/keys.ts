import type { Codes } from "./entry.js";

/** Codes about sysctl keys and sysfs paths. */
export const keyCodes = {
  "malformed-key": {
    severity: "error",
    summary: "A key that cannot be a path below `/proc/sys` or `/sys`",
  },
  "unknown-key": {
    severity: "error",
    summary: "A key that no measured kernel has",
  },
  "key-gone": {
    severity: "error",
    summary: "A key that the node's kernel no longer has",
  },
  "key-not-yet": {
    severity: "error",
    summary: "A key that the node's kernel or Cilium does not have yet",
  },
  "read-only-key": {
    severity: "error",
    summary: "A key that cannot be written",
  },
  "mixed-pattern": {
    severity: "error",
    summary: "A pattern that matches keys of different types",
  },
  "glob-not-possible": {
    severity: "error",
    summary:
      "A pattern on a node whose operating system does not expand patterns",
  },
} satisfies Codes;
