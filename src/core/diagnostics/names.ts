import type { Codes } from "./entry.js";

/** Codes about names that the spec gives or refers to. */
export const nameCodes = {
  "malformed-name": {
    severity: "error",
    summary: "A name that its object cannot have",
  },
  "malformed-module": {
    severity: "error",
    summary:
      "An invalid name of a kernel module, or an invalid module parameter",
  },
  "malformed-kernel-argument": {
    severity: "error",
    summary: "A kernel argument that not every boot loader can pass on",
  },
  "malformed-interface": {
    severity: "error",
    summary: "A name or pattern that no network interface can match",
  },
  "malformed-cpus": {
    severity: "error",
    summary: "An invalid list of CPUs",
  },
  "malformed-option": {
    severity: "error",
    summary: "An invalid mount option",
  },
  "malformed-label": {
    severity: "error",
    summary: "An invalid label of a metric or of a Kubernetes object",
  },
  "malformed-matcher": {
    severity: "error",
    summary: "A pattern that Prometheus refuses, or that matches every node",
  },
  "malformed-allowance": {
    severity: "error",
    summary: "A pattern that the kubelet refuses in its allow-list",
  },
  "unknown-profile": {
    severity: "error",
    summary: "A reference to a profile that does not exist",
  },
  "unknown-role": {
    severity: "error",
    summary: "A reference to a role that does not exist",
  },
  "unknown-host": {
    severity: "error",
    summary: "A reference to a host that does not exist",
  },
  "unknown-placeholder": {
    severity: "error",
    summary: "A placeholder that is not filled in for this path",
  },
  "named-twice": {
    severity: "error",
    summary: "The same thing is named twice",
  },
  "duplicate-profile": {
    severity: "error",
    summary: "Two files define a profile of the same name",
  },
} satisfies Codes;
