import { findKey } from "../catalogue/lookup.js";
import { placeOf } from "../explain/places.js";
import { figure, withWords } from "../explain/quantities.js";
import { podUsages } from "../explain/key/in-spec.js";
import { keyCard } from "../explain/key/card.js";
import { settingFor } from "../explain/key/usage.js";
import type { Emitted } from "../explain/emitted.js";
import type { NodePlan, PodSysctl } from "../plan/types.js";
import { baselineOf } from "../platform/baseline.js";
import { valueText } from "../settings/sysctl/value.js";
import { type Gap, mayHave } from "./known/gap.js";
import type { KnownPart } from "./known/known-part.js";
import type { PodReport } from "./types.js";

const NONE: ReadonlySet<string> = new Set();

/** Lists what pods set, what their nodes have, and which kubelets allow it. */
export function podsOf(
  { plan, gapsOn }: KnownPart,
  emitted: Emitted,
): readonly PodReport[] {
  return plan.workloads.flatMap((workload) =>
    workload.sysctls.map((sysctl): PodReport => {
      const { id, why, origin, value, known } = sysctl;
      const usage = podUsages(id, plan, emitted).find(
        (each) => each.workload === workload.name,
      );
      const nodes = plan.nodes.filter(
        ({ kind, role }) => kind === "role" && workload.roles.includes(role),
      );
      const isAllowing = (node: NodePlan): boolean =>
        allowing.includes(node.name);
      const allowing = usage?.allowedBy ?? [];
      const isOpen = (node: NodePlan): boolean =>
        !isAllowing(node) &&
        gapsOn(node).some(
          (gap) => gap.of === "facts" || mayHave(gap, "allowance", id, NONE),
        );
      const needing =
        known !== undefined && keyCard(known).pods.leave === "allow-list"
          ? nodes
          : [];
      const text = valueText(value);
      return {
        workload: workload.name,
        key: id,
        value: withWords(text, usage?.words),
        why,
        place: placeOf(origin.span),
        onNodes: nodes.map(
          (node) => `${node.name}: ${onNode(sysctl, node, gapsOn(node))}`,
        ),
        allowedBy: allowing,
        refusedBy: needing
          .filter((node) => !isAllowing(node) && !isOpen(node))
          .map(({ name }) => name),
        openOn: needing.filter(isOpen).map(({ name }) => name),
      };
    }),
  );
}

/** The value of a node, set by the spec or not. */
function onNode(
  { id, key }: PodSysctl,
  node: NodePlan,
  gaps: readonly Gap[],
): string {
  const sysctl = settingFor(key, node);
  const known = findKey(key);
  if (sysctl?.value !== undefined)
    return figure(valueText(sysctl.value), known?.unit, node.facts);
  if (
    gaps.some((gap) => gap.of === "facts" || mayHave(gap, "sysctl", id, NONE))
  )
    return "not known";
  const baseline = baselineOf(known, id, node);
  return baseline?.value === undefined
    ? "default"
    : `${figure(baseline.value, known?.unit, node.facts)} by default`;
}
