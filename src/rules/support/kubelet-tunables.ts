import type { NodePlan } from "../../plan/types.js";
import { kubeletTunables } from "../../platform/kubelet.js";
import { integerOf, settingsById } from "./node-settings.js";
import type { Report } from "../rule.js";

/** Reports the settings that differ from what the kubelet requires, on nodes whose kubelet reacts in that manner. */
export function tunableReports(
  node: NodePlan,
  manner: "overwrites" | "refuses",
  words: (
    id: string,
    wanted: bigint,
  ) => Pick<Report, "message" | "why" | "help">,
): readonly Report[] {
  if (node.platform.kubeletTunes !== manner) return [];
  const written = settingsById(node);
  return Object.entries(kubeletTunables).flatMap(([id, wanted]) => {
    const sysctl = written.get(id);
    const value = integerOf(sysctl);
    if (sysctl === undefined || value === undefined || value === wanted)
      return [];
    return [{ about: sysctl, span: sysctl.origin.span, ...words(id, wanted) }];
  });
}
