import { recordingsOf } from "../../plan/monitoring-recordings.js";
import { type RoleNodes, subjectsBy } from "../../plan/monitoring-selectors.js";
import type { MonitoringPlan } from "../../plan/monitoring-types.js";
import type { Plan } from "../../plan/types.js";
import { limitOn } from "../../signals/limits.js";
import type { Recording } from "../../signals/recordings.js";
import { either, within } from "./query.js";
import type { RecordingRule } from "./types.js";

/** Returns the recording rules of a spec; none where nothing is monitored. */
export function recordingRules(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
): readonly RecordingRule[] {
  return recordingsOf(plan).map(({ name, query }) => ({
    record: name,
    expr:
      typeof query === "string" ? query : ownQuery(query, monitoring, roles),
  }));
}

function ownQuery(
  recording: Recording,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
): string {
  const { vector } = recording;
  if (recording.on === "cilium") return vector([]);
  const subjects = subjectsBy(roles, monitoring, (node) =>
    limitOn(recording, node) === undefined ? undefined : "recorded",
  );
  return either(
    subjects.flatMap(({ selectors }) =>
      selectors.map((selector) => within(selector, vector)),
    ),
  );
}
