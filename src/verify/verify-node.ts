import type { Observation } from "../live/observation.js";
import type { NodePlan, Plan } from "../plan/types.js";
import { writtenNode } from "../plan/written-node.js";
import { compareElsewhere } from "./elsewhere.js";
import { compareFiles } from "./files.js";
import { compareInterrupts } from "./interrupts.js";
import { compareArguments } from "./kernel-arguments.js";
import { compareLimits } from "./limits.js";
import { compareModules } from "./modules.js";
import { otherKernel } from "./other-kernel.js";
import { compareSysctls } from "./sysctls.js";
import type { Verified } from "./types.js";

/** Compares everything that the spec sets of a node with what was seen of it. */
export function verifyNode(
  node: NodePlan,
  plan: Plan,
  observation: Observation,
): Verified {
  const { remark } = observation;
  const written = writtenNode(node, plan);
  const other = otherKernel(node, observation);
  return {
    subject: node,
    observation,
    comparisons: [
      ...compareSysctls(node, written, observation),
      ...compareModules(node, written, observation),
      ...compareFiles(node, observation),
      ...compareArguments(node, observation),
      ...compareLimits(node, observation),
      ...compareInterrupts(node, observation),
      ...compareElsewhere(node),
    ],
    remarks: [
      ...(remark === undefined ? [] : [remark]),
      ...(other === undefined ? [] : [other]),
    ],
  };
}
