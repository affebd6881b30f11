import { isGlob } from "../core/key.js";
import type { Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import { printsAs } from "./printed.js";
import type { Comparison } from "./types.js";
import { unseen } from "./unseen.js";

/** Compares the modules of a node: loaded or built in. */
export function compareModules(
  node: NodePlan,
  observation: Observation,
): readonly Comparison[] {
  return node.settings.module.map(({ id, because, origin: { span } }) => {
    const expected = {
      kind: "module",
      name: id,
      expected: "loaded",
      span,
    } as const;
    if (moduleOnNode(id, node) === "built in")
      return {
        ...expected,
        outcome: "equal",
        actual: "built in",
        note: undefined,
      };
    const state = observation.modules?.get(id);
    // What is built in without parameters shows only by what it does.
    if (
      state !== "loaded" &&
      because.some((key) => isSet(key, node, observation))
    )
      return {
        ...expected,
        outcome: "equal",
        actual: "in use",
        note: undefined,
      };
    if (state === undefined) return unseen(expected, "not asked");
    return state === "missing"
      ? unseen(expected, "module not loaded")
      : { ...expected, outcome: "equal", actual: state, note: undefined };
  });
}

/** Whether a sysctl that requires a module has the value of the spec. */
function isSet(
  id: string,
  { settings, facts }: NodePlan,
  observation: Observation,
): boolean {
  const sysctl = settings.sysctl.find((each) => each.id === id);
  if (sysctl === undefined || isGlob(sysctl.key)) return false;
  const seen = observation.sysctl(sysctl.key, sysctl.known);
  return (
    seen?.state === "value" &&
    printsAs(sysctl, seen.text, facts, seen.isRounded)
  );
}
