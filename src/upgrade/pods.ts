import type { Diagnostic } from "../core/diagnostic.js";
import { isSafe, safeFrom } from "../platform/component/kubernetes.js";
import type { Plan } from "../plan/types.js";
import type { NodePair } from "./pairs.js";
import type { Section } from "./sections.js";

type Told = Diagnostic<Section>;

/** Tells which sysctls of pods need no allow-list any more, or need one now, on the nodes where their pods may run. */
export function podChanges(
  { workloads }: Plan,
  pairs: readonly NodePair[],
): readonly Told[] {
  return workloads.flatMap(({ sysctls, roles }) => {
    const own = pairs.filter(
      ({ after }) =>
        roles.includes(after.role) && after.platform.hasKubelet !== false,
    );
    return sysctls.flatMap(({ id, origin: { span } }) =>
      [true, false].flatMap((safe): readonly Told[] => {
        const nodes = own.filter((pair) => turns(id, safe, pair));
        return nodes.length === 0
          ? []
          : [
              {
                severity: "note",
                code: "pods",
                span,
                message: `\`${id}\` needs ${safe ? "no allow-list any more" : "an allow-list"}`,
                why: `it is safe for pods ${safe ? "" : "only "}from Kubernetes ${safeFrom(id) ?? ""} on`,
                reach: { nodes: nodes.flatMap(({ alike }) => alike) },
              },
            ];
      }),
    );
  });
}

/** Tells which lines of `allowedUnsafeSysctls` allow what every pod may set now. */
export function allowanceChanges({
  before,
  after,
  alike,
}: NodePair): readonly Told[] {
  return after.settings.allowance
    .filter(
      ({ id, from }) => from.length > 0 && turns(id, true, { before, after }),
    )
    .map(({ id, origin: { span } }) => ({
      severity: "note",
      code: "default",
      span,
      message: `\`${id}\` needs no place on the allow-list any more`,
      why: `it is safe for pods from Kubernetes ${safeFrom(id) ?? ""} on`,
      help: "remove it from the list",
      reach: { nodes: alike },
    }));
}

/** Whether a sysctl of pods becomes safe, or stops being so. */
export function turns(
  id: string,
  safe: boolean,
  { before, after }: Pick<NodePair, "before" | "after">,
): boolean {
  return (
    isSafe(id, after.facts.kubernetes) === safe &&
    isSafe(id, before.facts.kubernetes) !== safe
  );
}
