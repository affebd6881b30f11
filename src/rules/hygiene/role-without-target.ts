import type { Platform } from "../../core/platform.js";
import type { NodePlan } from "../../plan/types.js";
import { defineRule } from "../rule.js";

export const roleWithoutTarget = defineRule({
  name: "role-without-target",
  scope: "plan",
  severity: "warning",
  group: "hygiene",
  summary: "A role with settings that are written nowhere",
  explanation:
    "Which files a role has follows from its facts: `os` says whether its sysctls and modules become a NixOS module, a Talos patch or files for sysctl.d. Without `os` they are checked, and written nowhere; on K3s the flags alone are. A role whose hosts all say it themselves is fine.",
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
        message: `the settings of role \`${node.name}\` are written nowhere`,
        why: "no target follows from its facts: it has no `os`",
        help: "write node: { os: linux }, or nixos or talos, at the role or at the top",
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
