import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import type { Host, Role, Spec } from "../language/model.js";
import { mergeFacts } from "../platform/facts.js";
import { buildConflicts } from "../platform/kernel-build/conflicts.js";

type Layer = Spec | Role | Host;

/** Reports each fact that contradicts the `kernelBuild` of a role or host, once for each pair of places. */
export function checkKernelBuilds(spec: Spec, reporter: Reporter): void {
  const reported = new Map<Span, Set<Span>>();
  const check = (layers: readonly Layer[]): void => {
    if (layers.every(({ facts }) => facts.kernelBuild === undefined)) return;
    const facts = mergeFacts(layers.map((layer) => layer.facts));
    for (const { fact, has } of buildConflicts(facts)) {
      const [build, other] = (["kernelBuild", fact] as const).map((name) =>
        statedAt(layers, name),
      );
      if (build === undefined || other === undefined) continue;
      const seen = reported.get(build.span) ?? new Set();
      if (seen.has(other.span)) continue;
      reported.set(build.span, seen.add(other.span));
      const id = facts.kernelBuild?.id ?? "";
      // The later layer contradicts the earlier one.
      const at = build.level >= other.level ? build : other;
      reporter.error(
        "kernel-build-conflict",
        at.span,
        `\`${fact}\` contradicts the kernel build \`${id}\`, which ${has}`,
        {
          why: "keys and defaults would be those of a kernel that the node does not run",
          help: "correct one of them; if only some nodes run this kernel, state `kernelBuild` in their roles or hosts",
          related: [
            at === build
              ? { message: `\`${fact}\` is stated here`, span: other.span }
              : { message: "`kernelBuild` is stated here", span: build.span },
          ],
        },
      );
    }
  };
  for (const role of spec.roles.values()) check([spec, role]);
  for (const host of spec.hosts.values()) {
    const role = spec.roles.get(host.role.name);
    // The reader has already reported an unknown role.
    if (role !== undefined) check([spec, role, host]);
  }
}

/** The last layer that states a fact, and where. */
function statedAt(
  layers: readonly Layer[],
  fact: keyof Layer["factPlaces"],
): { readonly level: number; readonly span: Span } | undefined {
  const level = layers.findLastIndex(
    ({ factPlaces }) => factPlaces[fact] !== undefined,
  );
  const span = layers[level]?.factPlaces[fact];
  return span && { level, span };
}
