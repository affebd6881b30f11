import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import type { Host, Role, Spec } from "../language/model.js";
import { distroConflict } from "../platform/facts.js";

/** Reports each `distro` that contradicts the operating system of a role or host, once for each place. */
export function checkDistros(spec: Spec, reporter: Reporter): void {
  const reported = new Set<Span>();
  const check = (owners: readonly (Spec | Role | Host)[]): void => {
    const found = distroConflict(owners.map(({ facts }) => facts));
    const span = found && owners[found.layer]?.factPlaces.distro;
    if (found === undefined || span === undefined || reported.has(span)) return;
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
  };
  for (const role of spec.roles.values()) check([spec, role]);
  for (const host of spec.hosts.values()) {
    const role = spec.roles.get(host.role.name);
    // The reader has already reported an unknown role.
    if (role !== undefined) check([spec, role, host]);
  }
}
