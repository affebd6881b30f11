import type { WrittenNode } from "../core/platform.js";
import { bandwidthSwitch } from "./cilium-switch.js";
import type { NodePlan, Plan } from "./types.js";

/** Returns what decides whether a component writes a node's sysctls at start. */
export function writtenNode(
  { facts, platform, settings: { kubeProxy } }: NodePlan,
  { cilium }: Plan,
): WrittenNode {
  const isOn = (name: "enabled" | "bbr"): boolean =>
    bandwidthSwitch(cilium, name)?.value === true;
  return {
    facts,
    platform,
    proxySettings: kubeProxy,
    bandwidthManager: isOn("enabled") ? { bbr: isOn("bbr") } : undefined,
  };
}
