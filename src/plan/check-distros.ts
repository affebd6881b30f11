import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import type { Spec } from "../language/model.js";
import { distroConflict } from "../platform/facts.js";
import { factLayers } from "./fact-layers.js";

/** Reports each `distro` that contradicts the operating system of a role or host, once for each place. */
export function checkDistros(spec: Spec, reporter: Reporter): void {
  const reported = new Set<Span>();
  for (const layers of factLayers(spec)) {
    const found = distroConflict(layers.map(({ facts }) => facts));
    const span = found && layers[found.layer]?.factPlaces.distro;
    if (found === undefined || span === undefined || reported.has(span))
      continue;
    reported.add(span);
    const { distro, systemLabel } = found;
    reporter.error(
      "distro-conflict",
      span,
      `\`${distro}\` contradicts the operating system, which is ${systemLabel}`,
      {
        why: `\`distro\` names a distribution of Linux, and ${systemLabel} is not one of these`,
        help: "remove `distro`, or write `os: linux`",
      },
    );
  }
}
