import { warning } from "../core/diagnostic.js";
import type { Reporter } from "../core/report.js";
import type { Tree } from "../core/tree.js";

/** The sections that only say how and for whom something is built. */
const beside: ReadonlySet<string> = new Set([
  "version",
  "out",
  "node",
  "memoryBudget",
  "targets",
  "prettier",
]);

/** Says what to write next in a spec that builds nothing. */
export function reportIfEmpty(
  { entries, span }: Tree,
  reporter: Reporter,
): void {
  const version = entries?.get("version");
  for (const name of entries?.keys() ?? []) if (!beside.has(name)) return;
  reporter.add([
    warning(
      "nothing-to-build",
      version === undefined
        ? span
        : { ...version.key, end: version.value.span.end },
      "the spec has no roles, so there is nothing to build",
      {
        help: "add a role: `roles: { worker: { node: { os: linux }, sysctl: { net.core.somaxconn: 8192 } } }`; `tunegen import` writes one from existing files",
      },
    ),
  ]);
}
