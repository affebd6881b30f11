import type { Codes } from "./entry.js";

/** Codes about the facts of nodes. */
export const factCodes = {
  "unknown-distro": {
    severity: "error",
    summary: "An unknown distribution of Linux, or one without its release",
    explanation:
      "`distro` names the distribution of Linux and its release, such as `debian-13` or `al2023`. It decides which values the node has without the spec, so a misspelt name would compare settings with the defaults of another system. Correct the name; for a distribution that tunegen does not know, remove the fact.",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debain-13 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      at: "4:32",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-13 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
    },
  },
  "distro-conflict": {
    severity: "error",
    summary: "A distribution of Linux on a node with another operating system",
    explanation:
      "`distro` names the distribution of Linux of a node with `os: linux`. Talos and NixOS are operating systems of their own, so the two facts contradict each other. Remove one of them. A role or host that states `os: talos` or `os: nixos` does not inherit the `distro` of the top of the spec.",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13", distro: debian-13 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      at: "4:51",
    },
    passing: {
      spec: `version: 1
node: { os: linux, distro: debian-13 }
roles:
  worker:
    node: { os: talos, osVersion: "1.13" }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
    },
  },
} as const satisfies Codes;
