import { promTemplateText } from "../../encode/promql.js";
import {
  type NodeWatch,
  type Watched,
  watchOf,
} from "../../plan/monitoring-drift.js";
import {
  type RoleNodes,
  type Subjects,
  subjectsBy,
} from "../../plan/monitoring-selectors.js";
import type { AlertPlan, MonitoringPlan } from "../../plan/monitoring-types.js";
import type { NodePlan, Plan } from "../../plan/types.js";
import { sysctlMetric } from "../../platform/component/node-exporter.js";
import { sentences } from "./alerts.js";
import { equal, metric } from "../../signals/vector.js";
import { either, within } from "./query.js";
import type { Alert } from "./types.js";
import { nodeNames } from "./words.js";

/** Returns alerts on live values that differ from the spec, and on live values that are not monitored. */
export function driftAlerts(
  plan: Plan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
): readonly Alert[] {
  if (!monitoring.drift) return [];
  const watches = watchesOf(roles);
  const drift = monitoring.alerts.get("drift");
  const collector = monitoring.alerts.get("sysctl-collector");
  const unwatched = monitoring.alerts.get("sysctl-unwatched");
  return [
    ...(drift === undefined
      ? []
      : idsOf(watches).map((id) =>
          driftAlert(
            plan,
            drift,
            id,
            subjectsOf(id, monitoring, roles, watches),
          ),
        )),
    ...(collector === undefined
      ? []
      : collectorAlert(collector, monitoring, roles, watches)),
    ...(unwatched === undefined
      ? []
      : unwatchedAlerts(unwatched, monitoring, roles, watches)),
  ];
}

type Watches = ReadonlyMap<NodePlan, ReadonlyMap<string, Watched>>;

function watchesOf(roles: readonly RoleNodes[]): Watches {
  const byId = ({ watched }: NodeWatch): ReadonlyMap<string, Watched> =>
    new Map(watched.map((each) => [each.id, each]));
  return new Map(
    roles.flatMap(({ role, hosts }) =>
      [role, ...hosts].map((node) => [node, byId(watchOf(node))] as const),
    ),
  );
}

/** In the order of their names, so that a diff of the rules shows what changed. */
function idsOf(watches: Watches): readonly string[] {
  const ids = new Set<string>();
  for (const watched of watches.values())
    for (const id of watched.keys()) ids.add(id);
  return [...ids].sort();
}

function subjectsOf(
  id: string,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  watches: Watches,
): readonly Subjects<Watched>[] {
  return subjectsBy(
    roles,
    monitoring,
    (node) => watches.get(node)?.get(id),
    expected,
  );
}

/** The value as the kernel shows it. */
function expected(watched: Watched): string {
  return watched.as === "words"
    ? watched.words.join(" ")
    : watched.fields.join(" ");
}

function driftAlert(
  plan: Plan,
  alert: AlertPlan,
  id: string,
  subjects: readonly Subjects<Watched>[],
): Alert {
  const [first] = subjects;
  const live =
    first === undefined || first.value.as === "words"
      ? "{{ $labels.value }}"
      : "{{ $value }}";
  const several = first !== undefined && expected(first.value).includes(" ");
  const wanted = subjects.map(
    ({ value, nodes }) =>
      `${promTemplateText(expected(value))} (${nodeNames(nodes)})`,
  );
  const shown =
    wanted.length > 4
      ? [...wanted.slice(0, 3), `${String(wanted.length - 3)} other values`]
      : wanted;
  return {
    of: alert.name,
    name: "TuningDrift",
    expr: either(
      subjects.flatMap(({ value, selectors }) =>
        selectors.flatMap((selector) =>
          differences(value).map(
            (difference) =>
              within(selector, difference.vector) + difference.comparison,
          ),
        ),
      ),
    ),
    for: alert.for,
    labels: { sysctl: id },
    severity: alert.severity,
    summary: `${promTemplateText(id)} differs from the spec on {{ $labels.instance }}.`,
    description: sentences([
      `${several ? "A field of the" : "The"} live value is ${live}; ${promTemplateText(plan.specName)} sets ${shown.join(", ")}.`,
      `Something overwrote it, or the node does not have its current files: "tunegen explain ${promTemplateText(id)}" shows what writes it.`,
      promTemplateText(alert.why ?? ""),
    ]),
    panel: undefined,
  };
}

interface Difference {
  readonly vector: ReturnType<typeof metric>;
  /** What follows the vector; empty where a matcher has compared already. */
  readonly comparison: string;
}

/** Returns the queries that show that a live value differs. */
function differences(watched: Watched): readonly Difference[] {
  const { id } = watched;
  if (watched.as === "integers") {
    const { names, fields } = watched;
    return fields.map((field, index) => ({
      vector: metric(
        sysctlMetric(names.length === 0 ? id : `${id}_${names[index] ?? ""}`),
      ),
      comparison: ` != ${field.toString()}`,
    }));
  }
  const name = equal("name", id);
  const { words } = watched;
  return [
    ...words.map((word, index) => ({
      vector: metric("node_sysctl_info", [
        name,
        equal("index", String(index)),
        { label: "value", op: "!=", value: word },
      ]),
      comparison: "",
    })),
    {
      vector: (matchers) =>
        `count without (index, value) (${metric("node_sysctl_info", [name])(matchers)})`,
      comparison: ` != ${String(words.length)}`,
    },
  ];
}

const collectorMetric = metric("node_scrape_collector_success", [
  equal("collector", "sysctl"),
]);

function collectorAlert(
  alert: AlertPlan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  watches: Watches,
): readonly Alert[] {
  const subjects = subjectsBy(roles, monitoring, (node) =>
    isWatched(node, watches) ? "watched" : undefined,
  );
  if (subjects.length === 0) return [];
  return [
    {
      of: alert.name,
      name: "TuningSysctlCollector",
      expr: either(
        subjects.flatMap(({ selectors }) =>
          selectors.map(
            (selector) => `${within(selector, collectorMetric)} == 0`,
          ),
        ),
      ),
      for: alert.for,
      labels: {},
      severity: alert.severity,
      summary:
        "node_exporter cannot read the sysctls of {{ $labels.instance }}.",
      description: sentences([
        "One missing or empty key stops the sysctl collector, and later keys are not monitored. The log of node_exporter names the key: its module is not loaded, or the arguments belong to another node.",
        promTemplateText(alert.why ?? ""),
      ]),
      panel: undefined,
    },
  ];
}

function unwatchedAlerts(
  alert: AlertPlan,
  monitoring: MonitoringPlan,
  roles: readonly RoleNodes[],
  watches: Watches,
): readonly Alert[] {
  // A role may have no nodes except its hosts: here each host is a subject of its own.
  const separate = roles.flatMap(({ role, hosts }) =>
    [role, ...hosts].map((node) => ({ role: node, hosts: [] })),
  );
  const subjects = subjectsBy(
    separate,
    monitoring,
    (node) => (isWatched(node, watches) ? node : undefined),
    ({ kind, name }) => `${kind} ${name}`,
  );
  return subjects.map(({ value: { kind, name }, selectors }) => ({
    of: alert.name,
    name: "TuningSysctlUnwatched",
    expr: selectors
      .map((selector) => `absent(${within(selector, collectorMetric)})`)
      .join("\nand "),
    for: alert.for,
    labels: { subject: `${kind} ${name}` },
    severity: alert.severity,
    summary: `No sysctl of ${kind} ${promTemplateText(name)} is monitored.`,
    description: sentences([
      `Start node_exporter with the arguments in ${kind}-${promTemplateText(name)}/node-exporter.args, and add the labels that these rules select to its scrape targets.`,
      promTemplateText(alert.why ?? ""),
    ]),
    panel: undefined,
  }));
}

function isWatched(node: NodePlan, watches: Watches): boolean {
  return (watches.get(node)?.size ?? 0) > 0;
}
