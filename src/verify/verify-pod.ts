import type { Observation } from "../live/observation.js";
import type { WorkloadPlan } from "../plan/types.js";
import { printsAs, textOf } from "./printed.js";
import type { Verified } from "./types.js";
import { compareSeen } from "./unseen.js";

/** Compares the sysctls of a workload's pods with what was seen in one of them. */
export function verifyPod(
  workload: WorkloadPlan,
  observation: Observation,
): Verified {
  return {
    subject: workload,
    observation,
    comparisons: workload.sysctls.map((sysctl) => {
      const { id, key, known, origin } = sysctl;
      return compareSeen(
        {
          kind: "podSysctl",
          name: id,
          expected: textOf(sysctl, {}),
          span: origin.span,
        },
        observation.sysctl(key, known),
        observation,
        (actual) =>
          printsAs(sysctl, actual, {})
            ? { outcome: "equal", note: undefined }
            : {
                outcome: "different",
                note: "the pod was created before the change, or does not belong to the workload: the sysctls of a pod are set when it is created",
              },
      );
    }),
    remarks: [],
  };
}
