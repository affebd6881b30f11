import { type Diagnostic, error } from "../core/diagnostic.js";
import { isGlob } from "../core/key.js";
import type { NodePlan } from "./types.js";

/** A pattern is expanded by the loaders that read sysctl.d; Talos writes keys itself, and takes them literally. */
export function globFaults(nodes: readonly NodePlan[]): readonly Diagnostic[] {
  return nodes
    .filter(({ platform }) => platform.expandsPatterns === false)
    .flatMap(({ settings, platform: { systemLabel } }) =>
      settings.sysctl
        .filter(({ key, value }) => isGlob(key) && value !== undefined)
        .map(({ id, origin }) =>
          error(
            "glob-not-possible",
            origin.span,
            `\`${id}\` is a pattern, and ${systemLabel} takes keys literally`,
            {
              why: `${systemLabel} would look for an interface of that very name, and report an error for ever`,
              help: "name the interfaces, or set net.ipv4.conf.default.* before they appear",
            },
          ),
        ),
    );
}
