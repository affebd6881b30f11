import type { Codes } from "./entry.js";

/** Codes about what the settings of one node, or of all, come to. */
export const nodeCodes = {
  conflict: {
    severity: "error",
    summary: "Two settings of equal precedence disagree",
  },
  "below-floor": {
    severity: "error",
    summary: "A value below the floor that another layer sets",
  },
  "two-owners": {
    severity: "error",
    summary: "One number is set by kube-proxy and by a sysctl",
  },
  "proxy-disagreement": {
    severity: "error",
    summary:
      "Nodes that share one kube-proxy configuration want different settings",
  },
  "interrupts-without-interfaces": {
    severity: "error",
    summary: "The section `interrupts` names no interface",
  },
  "mount-without-objects": {
    severity: "error",
    summary: "Mount options without a volume or storage class",
  },
} satisfies Codes;
