import { placeOf } from "../explain/places.js";
import { recordingsOf } from "../plan/monitoring-recordings.js";
import type { Plan } from "../plan/types.js";
import { ruleGroups } from "../targets/prometheus/index.js";
import type { Alert } from "../targets/prometheus/types.js";
import type { OutputFile } from "../targets/types.js";
import type { MonitoringReport } from "./types.js";

/** Where each file is loaded. */
const uses: Readonly<Record<string, string>> = {
  path: "Prometheus: list it under rule_files, unless the PrometheusRule is applied",
  objectPath:
    "Prometheus Operator: apply it with kubectl, unless Prometheus loads the plain file",
  dashboardPath: "Grafana: import it as a dashboard",
  argsPath: "node_exporter of the node: start it with @FILE",
  valuesPath:
    "node_exporter of the node, from the chart prometheus-node-exporter: pass it to Helm with --values",
};

/** Lists what a spec watches, and where its files are loaded; undefined for a spec without monitoring. */
export function monitoringOf(
  plan: Plan,
  files: readonly OutputFile[],
  shownPath: (path: string) => string,
): MonitoringReport | undefined {
  const { monitoring } = plan;
  if (monitoring === undefined) return undefined;
  const emitted = ruleGroups(plan, monitoring).flatMap(({ alerts }) => alerts);
  const own = files.filter(({ target }) => target === "prometheus");
  return {
    why: monitoring.why,
    alerts: [...monitoring.alerts.values()].flatMap((alert) => {
      const all = emitted.filter(({ of }) => of === alert.name);
      const [first] = all;
      if (first === undefined) return [];
      const { name, for: duration, severity, why, threshold, span } = alert;
      return [
        {
          name,
          rule: first.name,
          watches: watchedBy(first),
          about: all.flatMap(({ labels }) => Object.values(labels)),
          firesAt: threshold === undefined ? undefined : `${threshold} %`,
          for: duration,
          severity,
          why,
          place: span && placeOf(span),
        },
      ];
    }),
    recordings: recordingsOf(plan).map(({ name, title, unit }) => ({
      name,
      title,
      unit,
    })),
    loads: Object.entries(uses).flatMap(([output, use]) => {
      const paths = own
        .filter((file) => file.output === output)
        .map(({ path }) => shownPath(path));
      return paths.length === 0 ? [] : [{ use, paths }];
    }),
  };
}

/** What a label of a rule stands for where several rules differ only in it. */
const standIns: Readonly<Record<string, string>> = {
  sysctl: "a sysctl",
  subject: "a role or host",
};

/** `Connection-tracking table`, `a sysctl differs from the spec on a node` */
function watchedBy({ panel, summary, labels }: Alert): string {
  if (panel !== undefined) return panel.title;
  const text = summary
    .replaceAll("{{ $labels.instance }}", "a node")
    .replace(/\.$/u, "");
  return Object.entries(labels).reduce(
    (words, [name, value]) => words.replace(value, standIns[name] ?? value),
    text,
  );
}
