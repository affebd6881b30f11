import type { Reporter } from "../core/report.js";
import type { NodePlan } from "./types.js";

/** Reports patterns on systems that do not expand them as the loaders of sysctl.d do. */
export function checkPatterns(
  nodes: readonly NodePlan[],
  reporter: Reporter,
): void {
  for (const node of nodes) {
    const { settings, platform } = node;
    if (platform.expandsPatterns !== false) continue;
    const { systemLabel, unexpanded: why } = platform;
    for (const { id, key, value, origin } of settings.sysctl) {
      if (!key.isPattern || value === undefined) continue;
      reporter.error(
        "glob-not-possible",
        origin.span,
        `\`${id}\` is a pattern, which ${systemLabel} does not expand`,
        {
          ...(why !== undefined && { why }),
          reach: { nodes: [node] },
          help: "write one key for each interface, or set `net.ipv4.conf.default.*` before they appear",
        },
      );
    }
  }
}
