import type { NodePlan } from "../../plan/types.js";
import type { Platform } from "../../core/platform.js";
import { nodeName, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const forwardingMissing = defineRule({
  name: "forwarding-missing",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary:
    "A Kubernetes node on NixOS that does not set forwarding, which NixOS then disables",
  explanation:
    "NixOS writes `net.ipv4.conf.all.forwarding = 0` into /etc/sysctl.d/60-nixos.conf unless a module overrides it. K3s and network plug-ins enable forwarding when they start, so the node works after a boot. The next `nixos-rebuild switch` that changes any sysctl applies the file again, and pods lose the network until K3s or the plug-in restarts.",
  source:
    "NixOS/nixpkgs, nixos/modules/tasks/network-interfaces.nix and nixos/modules/config/sysctl.nix",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: nixos, distribution: k3s }
`,
    at: "3:3",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: nixos, distribution: k3s }
    sysctl:
      net.ipv4.conf.all.forwarding: 1 # The node routes for its pods
`,
  },
  check: (node, { nodes }) => {
    const left = leftOff(node);
    if (left === undefined || isFoundInRole(node, nodes)) return [];
    const { key, alias } = left;
    return [
      {
        about: node,
        span: node.span,
        message: `${nodeName(node)} does not set \`${key}\`, so NixOS sets it to 0`,
        why: "the next `nixos-rebuild switch` that changes a sysctl applies this 0 again, and the node stops routing for its pods",
        help: `write \`${key}: 1\` (not its alias \`${alias}\`: that is written after NixOS' 0, so forwarding is off in between)`,
      },
    ];
  },
});

/** The two keys of forwarding, if it stays off because neither is set; a written 0 is another rule's finding. */
function leftOff(node: NodePlan): Platform["forwardingOff"] {
  const { forwardingOff, hasKubelet } = node.platform;
  return forwardingOff !== undefined &&
    hasKubelet === true &&
    setting(node, forwardingOff.key) === undefined &&
    setting(node, forwardingOff.alias) === undefined
    ? forwardingOff
    : undefined;
}

/** Whether the role of a host already has this finding. */
function isFoundInRole(node: NodePlan, nodes: readonly NodePlan[]): boolean {
  if (node.kind !== "host") return false;
  const role = nodes.find(
    ({ kind, name }) => kind === "role" && name === node.role,
  );
  return role !== undefined && leftOff(role) !== undefined;
}
