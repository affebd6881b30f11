import { isGlob } from "../core/key.js";
import type { Reporter } from "../core/report.js";
import type { NodePlan } from "./types.js";

/** Reports patterns where they are not expanded: loaders of sysctl.d do so, and Talos takes keys literally. */
export function checkPatterns(
  nodes: readonly NodePlan[],
  reporter: Reporter,
): void {
  for (const { settings, platform } of nodes) {
    if (platform.expandsPatterns !== false) continue;
    const { systemLabel } = platform;
    for (const { id, key, value, origin } of settings.sysctl) {
      if (!isGlob(key) || value === undefined) continue;
      reporter.error(
        "glob-not-possible",
        origin.span,
        `\`${id}\` is a pattern, and ${systemLabel} takes keys literally`,
        {
          why: `${systemLabel} would look for an interface of that very name, and report an error for ever`,
          help: "name the interfaces, or set net.ipv4.conf.default.* before they appear",
        },
      );
    }
  }
}
