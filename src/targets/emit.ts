import { compare } from "../core/diagnostic.js";
import type { Plan } from "../plan/types.js";
import * as registry from "./registry.js";
import { type OwnTemplates, renderWith } from "./shared/template.js";
import type { OutputFile, Target } from "./types.js";

export type TargetName = (typeof registry)[keyof typeof registry]["name"];

/** Every target, by name. */
export const targets: readonly Target<TargetName>[] = Object.values(
  registry,
).sort((a, b) => compare(a.name, b.name));

/** The names by which a user's own templates stand in for those of the targets. */
export function templateNames(): readonly string[] {
  const names = targets.flatMap(({ templates }) =>
    Object.values(templates).map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

/**
 * Emits the files of the targets that the spec does not switch off, by target, then in the order of the plan.
 *
 * @param only the targets to emit; all, if left out
 * @param own templates that stand in for tunegen's
 */
export function emitAll(
  plan: Plan,
  only?: readonly TargetName[],
  own: OwnTemplates = new Map(),
): readonly OutputFile<TargetName>[] {
  const render = renderWith(own);
  const on = targets.filter(
    ({ name }) => plan.targets.get(name)?.off === undefined,
  );
  const isWanted = ({ name }: Target<TargetName>): boolean =>
    only?.includes(name) ?? true;
  const last = on.filter(
    (target) => target.isAboutFiles === true && isWanted(target),
  );
  const files = new Map(
    on
      .filter(
        (target) =>
          target.isAboutFiles !== true && (last.length > 0 || isWanted(target)),
      )
      .map((target) => [target, target.emit(plan, render, [])]),
  );
  const others = [...files.values()].flat();
  for (const target of last)
    files.set(target, target.emit(plan, render, others));
  return on.filter(isWanted).flatMap((target) => files.get(target) ?? []);
}
