import { type Diagnostic, error } from "../../../core/diagnostic.js";
import { visibleLine } from "../../../encode/visible.js";
import { observationOf } from "../../../live/exposition.js";
import {
  addSamples,
  type Instance,
  type Instances,
  isDown,
  isExporter,
} from "../../../live/instances.js";
import type { Observation } from "../../../live/observation.js";
import type { NodePlan, Plan } from "../../../plan/types.js";
import {
  keysOf,
  targetsQuery,
  valuesQueries,
} from "../../../verify/prometheus/queries.js";
import {
  labelsOf,
  type TargetGroup,
  targetGroups,
} from "../../../verify/prometheus/targets.js";
import { subjectOf } from "../../../verify/subject.js";
import type { Ask } from "./client.js";

/** About how many series an answer has at most. */
const SERIES = 20_000;

/** A node of the spec as Prometheus sees it. */
export interface WatchedNode {
  readonly node: NodePlan;
  /** That of the host, as far as it is known: else the address of its exporter. */
  readonly name: string;
  readonly instance: Instance;
  readonly observation: Observation;
}

/** What a server knows of a fleet. */
export interface Fleet {
  readonly nodes: readonly WatchedNode[];
  /** Scrape targets whose last scrape failed, by the node of the spec. */
  readonly down: readonly { readonly node: NodePlan; readonly name: string }[];
  /** Nodes of the spec that were not asked for, because an earlier query failed. */
  readonly unasked: ReadonlySet<NodePlan>;
  readonly errors: readonly Diagnostic[];
}

/**
 * Reads the values of a fleet, one query after another.
 * @param shown the server as messages name it
 * @param role the only role that is asked for; undefined for all
 */
export async function readFleet(
  plan: Plan,
  ask: Ask,
  shown: string,
  role: string | undefined,
): Promise<Fleet> {
  const nodes: WatchedNode[] = [];
  const down: { node: NodePlan; name: string }[] = [];
  const unasked = new Set<NodePlan>();
  const failures = new Map<string, Diagnostic>();
  let isOver = false;
  /** Undefined where there is no answer, which has been reported. */
  const answered = async (
    query: string,
    instances: Instances,
  ): Promise<boolean> => {
    if (isOver) return false;
    const answer = await ask(query);
    if ("what" in answer) {
      isOver = answer.isFinal;
      const message = `${shown} ${answer.what}`;
      failures.set(message, failure(message, answer.help));
      return false;
    }
    for (const warning of answer.warnings) {
      const message = `${shown} says that its answer may not be complete: ${visibleLine(warning)}`;
      failures.set(message, failure(message, COMPLETE));
    }
    addSamples(instances, answer.samples);
    return true;
  };
  for (const group of targetGroups(plan, role)) {
    const instances: Instances = new Map();
    if (!(await answered(targetsQuery(group), instances))) {
      for (const node of group.nodes) unasked.add(node);
      continue;
    }
    const failed = new Set<string>();
    if (instances.size > 0)
      for (const { text, ids } of valuesQueries(
        group,
        keysOf(withHosts(group, plan)),
        Math.max(1, Math.floor(SERIES / instances.size)),
      ))
        if (!(await answered(text, instances)))
          for (const id of ids) failed.add(id);
    const all = [...instances.values()];
    const jobs = new Set(all.filter(isExporter).map(jobOf));
    for (const instance of all) {
      const selected = group.nodeOf(instance.labels);
      if (selected === undefined) continue;
      if (isExporter(instance))
        nodes.push(watched(plan, selected, instance, failed));
      else if (
        isDown(instance) &&
        (jobs.size === 0 || jobs.has(jobOf(instance)))
      )
        down.push({ node: selected, name: instance.name });
    }
  }
  return { nodes, down, unasked, errors: [...failures.values()] };
}

const COMPLETE =
  "look for a store or a replica that is down; values that are missing are counted as not exported";

function failure(message: string, help: string): Diagnostic {
  return error("prometheus-failed", undefined, message, { help });
}

/** Other exporters of a node may have its labels, too. */
function jobOf({ labels }: Instance): string {
  return labels.get("job") ?? "";
}

/** The nodes of a group, and the hosts that are found by the labels of their role. */
function withHosts({ nodes }: TargetGroup, plan: Plan): readonly NodePlan[] {
  const roles = new Set(
    nodes.flatMap(({ kind, name }) => (kind === "role" ? [name] : [])),
  );
  return [...nodes, ...plan.nodes.filter((node) => roles.has(node.role))];
}

function watched(
  plan: Plan,
  selected: NodePlan,
  instance: Instance,
  failed: ReadonlySet<string>,
): WatchedNode {
  const { remark, ...observation } = observationOf(
    instance.samples,
    instance.name,
  );
  const label = instance.labels.get(labelsOf(plan).hostLabel);
  const names = [label, observation.host].filter((name) => name !== undefined);
  const found =
    selected.kind === "host"
      ? selected
      : subjectOf(plan, { role: selected.name }, names);
  const node = "settings" in found ? found : selected;
  return {
    node,
    name: node.kind === "host" ? node.name : (names[0] ?? instance.name),
    instance,
    observation: {
      ...observation,
      ...(remark !== undefined && failed.size === 0 && { remark }),
      sysctl: (key, known) =>
        observation.sysctl(key, known) ??
        (failed.has(key.id)
          ? { state: "unreadable", why: "Prometheus did not answer the query" }
          : undefined),
    },
  };
}
