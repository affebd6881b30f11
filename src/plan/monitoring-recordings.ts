import type { WrittenRecordings } from "../language/monitoring-model.js";
import { limitOn } from "../signals/limits.js";
import {
  isRecordingName,
  recordingNames,
  recordings,
} from "../signals/recordings.js";
import type { RecordingPlan } from "./monitoring-types.js";
import type { Plan } from "./types.js";

/** Merges the recording rules of the spec into those of tunegen. */
export function planRecordings({
  off,
  rules,
}: WrittenRecordings): readonly RecordingPlan[] {
  if (off) return [];
  const written = new Map(rules.map((rule) => [rule.name, rule]));
  const names = new Set([...recordingNames, ...written.keys()]);
  return [...names].flatMap((name): readonly RecordingPlan[] => {
    const rule = written.get(name);
    const own = isRecordingName(name) ? recordings[name] : undefined;
    // `null` switches one off.
    const query = rule === undefined ? own : rule.expr;
    if (query === undefined) return [];
    return [
      {
        name,
        title: rule?.why ?? own?.title ?? name,
        unit: rule?.unit ?? own?.unit,
        query,
        span: rule?.span,
      },
    ];
  });
}

/**
 * Lists the recording rules that are written for a spec: the values that a rollout compares before and after, by names
 * that a query may use. Those whose `nodes` is true keep the labels of their targets, so that the matchers of a role or a
 * host select them.
 */
export function recordingsOf({
  monitoring,
  nodes,
  cilium,
}: Pick<Plan, "monitoring" | "nodes" | "cilium">): readonly (RecordingPlan & {
  readonly nodes: boolean;
})[] {
  return (monitoring?.recordings ?? []).flatMap((rule) => {
    const { query } = rule;
    if (typeof query === "string") return [{ ...rule, nodes: false }];
    const isWritten =
      query.on === "cilium"
        ? cilium !== undefined && query.tunes(cilium)
        : nodes.some((node) => limitOn(query, node) !== undefined);
    return isWritten ? [{ ...rule, nodes: query.on === "nodes" }] : [];
  });
}
