import type { Platform } from "../../core/platform.js";
import type { NodePlan } from "../../plan/types.js";
import { defineRule } from "../rule.js";

export const roleWithoutTarget = defineRule({
  name: "role-without-target",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  summary: "A role whose settings reach no file",
  explanation:
    "The facts of a role determine its files: `os` selects a NixOS module, a Talos patch or sysctl.d files for its sysctls and modules. Without `os` tunegen checks them but does not write them; on K3s it writes only the flags. A role is not reported if all its hosts state an `os`.",
  source: "docs/spec.md: the fact `os`, and the targets",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
    at: "3:3",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
  },
  check: ({ nodes }) => {
    const told = new Set<string>();
    const untold = new Set<string>();
    for (const { kind, role, platform } of nodes) {
      if (kind === "host") (isTold(platform) ? told : untold).add(role);
    }
    return nodes
      .filter(
        (node) =>
          node.kind === "role" &&
          !isTold(node.platform) &&
          hasSettings(node) &&
          (untold.has(node.name) || !told.has(node.name)),
      )
      .map((node) => ({
        about: node,
        span: node.span,
        message: `the sysctls and modules of role \`${node.name}\` reach no file`,
        why: "the role has no `os`, so tunegen cannot tell which files to write",
        help: "add `node: { os: linux }` (or nixos, or talos) to the role or to the top of the spec",
      }));
  },
});

/** Whether the platform says in which form it takes settings. */
function isTold({ settingsForm }: Platform): boolean {
  return settingsForm !== undefined;
}

function hasSettings({ settings }: NodePlan): boolean {
  return settings.module.length + settings.sysctl.length > 0;
}
