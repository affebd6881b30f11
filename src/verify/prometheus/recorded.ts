import { promVector } from "../../encode/promql.js";
import type { Sample } from "../../live/exposition.js";
import { recordingsOf } from "../../plan/monitoring-recordings.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { either } from "../../targets/prometheus/query.js";
import { labelsOf } from "./targets.js";

/** A recording rule as the table names it. */
export type RecordingName = Pick<
  ReturnType<typeof recordingsOf>[number],
  "name" | "title" | "unit"
>;

/** The values of a rule at one moment, over all of its series. */
export interface Recorded {
  readonly mean: number;
  readonly highest: number;
}

/** A rule with its values at two moments; undefined where there are none. */
export interface ComparedRecording extends RecordingName {
  readonly before: Recorded | undefined;
  readonly after: Recorded | undefined;
}

/** The rules that are compared, and the queries of their means and highest values. */
export interface RecordedQueries {
  readonly recordings: readonly RecordingName[];
  readonly means: readonly string[];
  readonly highest: readonly string[];
}

/**
 * Returns the queries of the recording rules of a spec. They are the same for both moments.
 *
 * @param only the node whose series are asked for; undefined for all, and for the rules that are not about nodes
 */
export function recordedQueries(
  plan: Plan,
  only: NodePlan | undefined,
): RecordedQueries {
  const all = recordingsOf(plan);
  const ofNodes = all.filter(({ nodes }) => nodes);
  const others = only === undefined ? all.filter(({ nodes }) => !nodes) : [];
  const nodes =
    only === undefined
      ? plan.nodes.filter(({ kind }) => kind === "role")
      : [only];
  const vectors = [
    ...(ofNodes.length === 0
      ? []
      : [
          either(
            nodes.map((node) =>
              promVector("", [named(ofNodes), ...matchersOf(plan, node)]),
            ),
          ),
        ]),
    ...(others.length === 0 ? [] : [promVector("", [named(others)])]),
  ];
  return {
    recordings: [...ofNodes, ...others],
    means: vectors.map((vector) => `avg by (__name__) (${vector})`),
    highest: vectors.map((vector) => `max by (__name__) (${vector})`),
  };
}

/** The names of recording rules have only letters, digits, colons and underscores. */
function named(
  recordings: readonly RecordingName[],
): ReturnType<typeof matchersOf>[number] {
  return {
    label: "__name__",
    op: "=~",
    value: recordings.map(({ name }) => name).join("|"),
  };
}

function matchersOf(
  plan: Plan,
  { kind, name }: NodePlan,
): Parameters<typeof promVector>[1] {
  const { roleLabel, hostLabel, roles, hosts } = labelsOf(plan);
  return (
    (kind === "role" ? roles : hosts).get(name) ?? [
      { label: kind === "role" ? roleLabel : hostLabel, op: "=", value: name },
    ]
  );
}

/** Gathers the values of each rule from the answers of one moment. */
export function recordedOf(
  means: readonly Sample[],
  highest: readonly Sample[],
): ReadonlyMap<string, Recorded> {
  const most = new Map(highest.map(({ name, value }) => [name, Number(value)]));
  return new Map(
    means.flatMap(({ name, value }) => {
      const mean = Number(value);
      const top = most.get(name);
      // NaN is a ratio of nothing.
      return top === undefined || Number.isNaN(mean)
        ? []
        : [[name, { mean, highest: top }] as const];
    }),
  );
}
