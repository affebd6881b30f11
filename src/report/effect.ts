import type { NodePlan } from "../plan/types.js";
import { riskWords } from "../risk/classes.js";
import { settingRisk } from "../risk/of-setting.js";
import type { NodeKind } from "../settings/registry.js";

/** A value that a node gets in place of the one that it has without the spec. */
interface Applied {
  readonly id: string;
  readonly value: string | undefined;
}

/** Tells when a setting takes effect on a node that has not had it; undefined where nothing is written. */
export function effectOf(
  kind: NodeKind,
  { id, value }: Applied,
  node: NodePlan,
): string | undefined {
  if (value === undefined) return undefined;
  const services = node.settings.limitService.map((each) => each.id);
  return riskWords(
    settingRisk(
      kind,
      { id, before: undefined, after: value, standard: undefined, services },
      node,
    ),
  );
}
