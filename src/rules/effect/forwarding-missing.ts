import { ipv4Forwarding } from "../../platform/component/forwarding.js";
import { findKey } from "../../catalogue/lookup.js";
import { keyOf } from "../../core/key.js";
import { possessive } from "../../core/possessive.js";
import type { Platform } from "../../core/platform.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { writtenNode } from "../../plan/written-node.js";
import { type Baseline, baselineOf } from "../../platform/baseline.js";
import { isReset } from "../../platform/writers.js";
import { nodeName, setting } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

export const forwardingMissing = defineRule({
  name: "forwarding-missing",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: ipv4Forwarding,
  findsAbsence: true,
  summary:
    "A Kubernetes node without IPv4 forwarding, which neither the spec nor the system enables",
  page: () => ({
    explanation:
      "A Kubernetes node routes for its pods, and the kernel's default is not to. kubeadm refuses to set up a node without `net.ipv4.ip_forward = 1`. The agents of K3s and RKE2, kube-proxy in IPVS mode, Calico, Talos and the images of EKS enable forwarding on their own; the rule is silent there. NixOS needs the setting with each of them: it writes `net.ipv4.conf.all.forwarding = 0` into /etc/sysctl.d/60-nixos.conf unless a module overrides it. The node works after a boot, because K3s or the network plug-in enables forwarding when it starts. The next `nixos-rebuild switch` that changes any sysctl applies the file again, and pods lose the network until K3s or the plug-in restarts.",
    source:
      "kubernetes/kubernetes, cmd/kubeadm/app/preflight/checks_linux.go; NixOS/nixpkgs, nixos/modules/tasks/network-interfaces.nix and nixos/modules/config/sysctl.nix",
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
  }),
  check: (node, plan) => {
    const missing = missingOn(node, plan);
    if (missing === undefined || isFoundInRole(node, missing, plan)) return [];
    return [
      {
        about: node,
        span: node.span,
        nodes: [node, ...hostsLike(node, missing, plan)],
        ...(missing.baseline.by === undefined
          ? withKernel(node, missing)
          : withSystem(node, missing, missing.baseline.by)),
      },
    ];
  },
});

interface Missing {
  readonly key: string;
  readonly alias: string;
  readonly baseline: Baseline;
}

type Words = Pick<Report, "message" | "why" | "help">;

/** A system that writes 0 does so again later. */
function withSystem(
  node: NodePlan,
  { key, alias }: Missing,
  by: string,
): Words {
  return {
    message: `${nodeName(node)} does not set \`${key}\`, so ${by} sets it to 0`,
    why: "the next `nixos-rebuild switch` that changes a sysctl applies this 0 again, and the node stops routing for its pods",
    help: `write \`${key}: 1\` (not its alias \`${alias}\`: that is written after ${possessive(by)} 0, so forwarding is off in between)`,
  };
}

function withKernel(node: NodePlan, { key, baseline }: Missing): Words {
  const { withoutForwarding, hasKubelet } = node.platform;
  const others = baseline.note === undefined ? "" : ` (${baseline.note})`;
  const unstated =
    hasKubelet === undefined
      ? ", or state the `distribution` if that one enables it"
      : "";
  return {
    message: `${nodeName(node)} does not set \`${key}\`, which is 0 by default${others}`,
    why: [
      ...(withoutForwarding === undefined ? [] : [withoutForwarding]),
      "the node does not route for its pods until another program enables forwarding",
    ].join(", and "),
    help: `write \`${key}: 1\`${unstated}`,
  };
}

/** The key of forwarding, if it stays off because nobody sets it; a written 0 is another rule's finding. */
function missingOn(node: NodePlan, plan: Plan): Missing | undefined {
  const { forwarding } = node.platform;
  if (
    forwarding === undefined ||
    !routes(node) ||
    setting(node, forwarding.key) !== undefined ||
    setting(node, forwarding.alias) !== undefined
  )
    return undefined;
  const { key } = forwarding;
  const baseline = baselineOf(findKey(keyOf(key.split("."))), key, node);
  if (baseline?.value !== "0") return undefined;
  // A system that writes 0 undoes what a program enabled.
  const isOff =
    baseline.by === undefined
      ? !mayBeEnabled(node.platform) &&
        !isReset(key, "0", writtenNode(node, plan))
      : node.platform.hasKubelet === true;
  return isOff ? { ...forwarding, baseline } : undefined;
}

/** Whether a node runs Kubernetes: its distribution does, or it has a part of Kubernetes and may be of any. */
function routes({ facts: { cni }, platform }: NodePlan): boolean {
  const { hasKubelet, runsKubeProxy } = platform;
  return hasKubelet ?? (runsKubeProxy === true || cni !== undefined);
}

/** Whether the distribution is known, and nothing of it is known to need forwarding beforehand. */
function mayBeEnabled({ hasKubelet, withoutForwarding }: Platform): boolean {
  return hasKubelet === true && withoutForwarding === undefined;
}

/** Whether the role of a host already has this finding. */
function isFoundInRole(node: NodePlan, missing: Missing, plan: Plan): boolean {
  if (node.kind !== "host") return false;
  const role = plan.nodes.find(
    ({ kind, name }) => kind === "role" && name === node.role,
  );
  return role !== undefined && isSame(missing, missingOn(role, plan));
}

/** The hosts of a role that have settings of their own and miss the same. */
function hostsLike(
  role: NodePlan,
  missing: Missing,
  plan: Plan,
): readonly NodePlan[] {
  if (role.kind !== "role") return [];
  return plan.nodes.filter(
    (node) =>
      node.kind === "host" &&
      node.role === role.name &&
      node.settings !== role.settings &&
      isSame(missing, missingOn(node, plan)),
  );
}

/** Whether two nodes miss the same key, which the same system leaves off. */
function isSame(a: Missing, b: Missing | undefined): boolean {
  return a.key === b?.key && a.baseline.by === b.baseline.by;
}
