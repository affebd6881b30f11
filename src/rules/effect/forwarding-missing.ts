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
    "A NixOS node of a Kubernetes cluster that leaves forwarding to NixOS, which switches it off",
  explanation:
    "NixOS writes `net.ipv4.conf.all.forwarding = 0` into its own /etc/sysctl.d/60-nixos.conf unless a module says otherwise. K3s and kubelets' network plug-ins switch forwarding on when they start, so that a node works after a boot; the next `nixos-rebuild switch` that changes any sysctl applies the file again, and pods lose the network until K3s is restarted.",
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
    if (left === undefined || isSaidOfRole(node, nodes)) return [];
    const { key, alias } = left;
    return [
      {
        about: node,
        span: node.span,
        message: `${nodeName(node)} does not set \`${key}\`, and NixOS writes 0`,
        why: "a `nixos-rebuild switch` applies that over what K3s set: the node then routes nothing for its pods",
        help: `write \`${key}: 1\` (${alias} is the same switch, but is written after NixOS' 0, so that forwarding is off in between)`,
      },
    ];
  },
});

/** The switch that stays off where neither of its names is set; a 0 that is written is another finding. */
function leftOff(node: NodePlan): Platform["forwardingOff"] {
  const { forwardingOff, hasKubelet } = node.platform;
  return forwardingOff !== undefined &&
    hasKubelet === true &&
    setting(node, forwardingOff.key) === undefined &&
    setting(node, forwardingOff.alias) === undefined
    ? forwardingOff
    : undefined;
}

/** A host that only lacks what its role lacks has no finding of its own. */
function isSaidOfRole(node: NodePlan, nodes: readonly NodePlan[]): boolean {
  if (node.kind !== "host") return false;
  const role = nodes.find(
    ({ kind, name }) => kind === "role" && name === node.role,
  );
  return role !== undefined && leftOff(role) !== undefined;
}
