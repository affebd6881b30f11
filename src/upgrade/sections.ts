import type { Code } from "../rules/codes.js";

/** What changes for a setting, in the order in which it is told, as a heading. */
export const sections = {
  gone: "No longer there",
  refused: "Refused",
  below: "Below the default",
  owner: "Set by another program",
  meaning: "Another meaning",
  pods: "In pods",
  found: "New findings",
  value: "Other values",
  default: "Now the default",
  moved: "Another default",
  resolved: "Resolved",
} as const;

export type Section = keyof typeof sections;

/** Where findings of some codes belong; all others are new findings. */
const byCode: Readonly<Partial<Record<Code, Section>>> = {
  "key-gone": "gone",
  "key-not-yet": "gone",
  "not-in-kernel": "gone",
  "read-only-key": "gone",
  "key-of-other-kernels": "gone",
  "out-of-range": "refused",
  "fields-by-build": "refused",
  "below-default": "below",
  "below-floor": "below",
  "floor-may-lower": "below",
  "reset-by-k3s": "owner",
  "reset-by-kube-proxy": "owner",
  "reset-by-kubelet": "owner",
  "reset-by-cilium": "owner",
  "reset-by-calico": "owner",
  "reset-on-interface": "owner",
  "refused-by-kubelet": "owner",
  "cilium-owns-rp-filter": "owner",
  "nixos-overridden": "owner",
  "nixos-defined-twice": "owner",
  "outranked-by-file": "owner",
  "two-owners": "owner",
  "no-effect": "meaning",
  "acts-once": "meaning",
  "pod-allow-list": "pods",
  "pod-no-such-key": "pods",
  "pod-read-only-key": "pods",
  "pod-not-inherited": "pods",
  "pod-node-wide": "pods",
  "bbr-in-pods": "pods",
  "equals-default": "default",
};

/** Finds what a finding that is new says. */
export function sectionOf(code: Code): Section {
  return byCode[code] ?? "found";
}
