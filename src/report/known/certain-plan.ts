import { listOf } from "../../core/list-of.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { byKind } from "../../settings/by-kind.js";
import {
  type NodeKind,
  nodeKindNames,
  type NodeSettings,
  type SettingOf,
  type SettingsOf,
} from "../../settings/registry.js";
import type { Setting } from "../../settings/setting.js";
import { type Gap, isInDoubt } from "./gap.js";

/** A setting that a node has in spite of an error, which may be another one without. */
export interface Doubt {
  readonly kind: NodeKind;
  readonly id: string;
  readonly name: string;
  /** The place of the error in the list of findings. */
  readonly finding: number;
}

/** A plan without what is in doubt. */
export interface CertainPlan {
  readonly plan: Plan;
  /** What was removed from a node of the plan. */
  readonly doubtsOn: (node: NodePlan) => readonly Doubt[];
}

/** Removes the settings of nodes that may be others without the errors of a spec. */
export function certainPlan(
  plan: Plan,
  gapsOn: (node: NodePlan) => readonly Gap[],
): CertainPlan {
  const done = new Map<
    NodeSettings,
    { gaps: readonly Gap[]; left: NodeSettings }[]
  >();
  const doubts = new Map<NodeSettings, readonly Doubt[]>();
  // Nodes with the same settings and the same gaps share the result: they are one column.
  const certain = (all: NodeSettings, gaps: readonly Gap[]): NodeSettings => {
    const results = listOf(done, all);
    const known = results.find((each) => each.gaps === gaps);
    if (known !== undefined) return known.left;
    const removed: Doubt[] = [];
    const left =
      gaps.length === 0
        ? all
        : withoutDoubt(nodeKindNames, all, gaps, (doubt) =>
            removed.push(doubt),
          );
    doubts.set(left, removed);
    results.push({ gaps, left });
    return left;
  };
  return {
    plan: {
      ...plan,
      nodes: plan.nodes.map((node) => ({
        ...node,
        settings: certain(node.settings, gapsOn(node)),
      })),
    },
    doubtsOn: ({ settings }) => doubts.get(settings) ?? [],
  };
}

function withoutDoubt<K extends NodeKind>(
  names: readonly K[],
  all: SettingsOf<K>,
  gaps: readonly Gap[],
  remove: (doubt: Doubt) => void,
): SettingsOf<K> {
  const left = <Each extends K>(kind: Each): readonly SettingOf<Each>[] => {
    const settings: readonly SettingOf<Each>[] = all[kind];
    return settings.filter((setting) => {
      const gap = gaps.find((each) => isInDoubt(kind, setting, each));
      if (gap === undefined) return true;
      const { id, keyText, loweredFrom }: Setting = setting;
      // What a setting of another kind comes to is not shown by itself.
      if (kind === "sysctl" || loweredFrom === undefined)
        remove({
          kind,
          id,
          name: kind === "sysctl" ? id : keyText,
          finding: gap.finding,
        });
      return false;
    });
  };
  return byKind(names, left);
}
