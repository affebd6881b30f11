import type { NodePlan } from "../../plan/types.js";
import { nodesByPlace } from "../support/fact-places.js";
import { defineRule } from "../rule.js";

export const osVersionUnused = defineRule({
  name: "os-version-unused",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  summary: "An `osVersion` on nodes whose operating system has no releases",
  page: () => ({
    explanation:
      "`osVersion` is the release of Talos or NixOS, which decides the kernel and the form of the files. `os: linux` is any distribution of Linux and has no releases of its own, so tunegen ignores the fact on such nodes, and compares settings with the defaults of an unknown distribution. The release of a distribution is part of `distro`, as in `debian-13`, and the kernel has a fact of its own.",
    source: "docs/spec.md, the facts of nodes",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, osVersion: "13.0" }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
      at: "4:35",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-13 }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
    },
  }),
  check: ({ nodes }, spec) =>
    [...nodesByPlace("osVersion", nodes, spec)].flatMap(([span, among]) => {
      const facts = among.map(({ platform }) => platform.releaseFact?.name);
      const node = among[facts.indexOf("kernel")];
      // The facts of a role may also be those of a host with another system.
      return node === undefined || facts.includes("osVersion")
        ? []
        : [
            {
              about: { accept: new Map() },
              span,
              nodes: among,
              ...textOf(node),
            },
          ];
    }),
});

function textOf({
  facts: { osVersion = "" },
  platform: { systemLabel, distroLabel },
}: NodePlan) {
  return {
    message: `\`osVersion\` is "${osVersion}", but \`os\` is ${systemLabel}, which has no releases of its own`,
    why: "the fact is ignored",
    help:
      distroLabel === undefined
        ? "write the distribution with its release, as in `distro: debian-13`, or the kernel as `kernel`"
        : `remove it; \`distro\` says that this is ${distroLabel}`,
  };
}
