import { shortNameList } from "../../core/name-list.js";
import { inlineCode, plainText } from "../../encode/markdown.js";
import { setValues } from "../../plan/set-values.js";
import { distinctNodes } from "../../plan/distinct-nodes.js";
import type { NodePlan } from "../../plan/types.js";
import { type Risk, riskClasses, risks } from "../../risk/classes.js";
import { settingRisk } from "../../risk/of-setting.js";
import { nodeKindNames } from "../../settings/registry.js";
import { settingPath } from "../../settings/setting-text.js";

/** The settings of one class of risk, and what is to be known of them. */
interface Effects {
  readonly names: Set<string>;
  readonly notes: Set<string>;
}

/** Finds when the settings of nodes take effect on one that has none of them. */
export function effectsOf(
  nodes: readonly NodePlan[],
): ReadonlyMap<Risk, Effects> {
  const all = new Map<Risk, Effects>();
  for (const node of distinctNodes(nodes)) {
    const services = node.settings.limitService.map(({ id }) => id);
    for (const kind of nodeKindNames)
      for (const [id, { setting, text }] of setValues(kind, node)) {
        const { risk, note } = settingRisk(
          kind,
          { id, before: undefined, after: text, standard: undefined, services },
          node,
        );
        const effects = all.get(risk) ?? { names: new Set(), notes: new Set() };
        all.set(risk, effects);
        effects.names.add(settingPath(kind, setting));
        if (note !== undefined) effects.notes.add(note);
      }
  }
  return all;
}

/** How many settings of a class are named. */
const NAMED = 8;

/** Tells when the settings of a stage take effect, the riskiest class first. */
export function effectLines(
  effects: ReadonlyMap<Risk, Effects>,
): readonly string[] {
  return risks.flatMap((risk) => {
    const of = effects.get(risk);
    if (of === undefined) return [];
    const names = [...of.names];
    const { title, means } = riskClasses[risk];
    const listed =
      risk === "live"
        ? `${names.length} ${names.length === 1 ? "setting" : "settings"}`
        : shortNameList(names.map(inlineCode), NAMED);
    return [
      `- **${title}:** ${listed}. ${[means, ...(risk === "live" ? [] : of.notes)].map(plainText).join(" ")}`,
    ];
  });
}
