import type { WrittenNode } from "../core/platform.js";
import type { Observation } from "../live/observation.js";
import type { NodePlan } from "../plan/types.js";
import { moduleOnNode } from "../platform/kernel-supply.js";
import { isAsWritten } from "./sysctls.js";
import type { Comparison } from "./types.js";
import { unseen } from "./unseen.js";

/** Compares the modules of a node: loaded or built in. */
export function compareModules(
  node: NodePlan,
  written: WrittenNode,
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
      because.some((key) => isAsWritten(key, node, written, observation))
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
