import type { Diagnostic } from "../../core/diagnostic.js";
import type { Plan } from "../../plan/types.js";
import { summarizer } from "../../verify/fleet.js";
import type { NoSubject } from "../../verify/subject.js";
import { verifyNode } from "../../verify/verify-node.js";
import { gatherFleet } from "../live/prometheus/gather-fleet.js";
import type { VerifyOptions } from "../options.js";
import type { Progress } from "../progress.js";
import type { VerifyReport } from "./report.js";

/**
 * Compares all nodes of the spec, of a role or of a host with the values that a Prometheus server has.
 *
 * @param address that of the server
 */
export async function verifyPrometheus(
  plan: Plan,
  options: VerifyOptions,
  address: string,
  progress: Progress,
): Promise<VerifyReport | NoSubject | Diagnostic> {
  const gathered = await gatherFleet(plan, options, address, progress);
  if ("message" in gathered) return gathered;
  const { found, errors, unseen } = gathered;
  const { summaryOf, sections } = summarizer(options.only);
  const nodes = found.map(({ node, name, observation }) =>
    summaryOf(verifyNode(node, plan, observation), name),
  );
  return { nodes, sections: sections(), errors, unseen };
}
