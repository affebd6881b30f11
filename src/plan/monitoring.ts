import type { Spec } from "../language/model.js";
import {
  type AlertName,
  alertNames,
  type MonitoringSection,
  type WrittenMatcher,
  type WrittenSelector,
} from "../language/monitoring-model.js";
import { didYouMean } from "../core/nearest.js";
import type { Reporter } from "../core/report.js";
import type { Span } from "../core/source.js";
import { defaultLabels } from "./monitoring-selectors.js";
import type { AlertPlan, Matcher, MonitoringPlan } from "./monitoring-types.js";

/** Plans the section `monitoring` with its defaults; reports roles and hosts that the spec does not have. */
export function planMonitoring(
  section: MonitoringSection,
  spec: Pick<Spec, "roles" | "hosts">,
  reporter: Reporter,
): MonitoringPlan {
  const spans = new Map<readonly Matcher[], Span>();
  const selectors = (
    what: "role" | "host",
    written: readonly WrittenSelector[],
    known: ReadonlyMap<string, unknown>,
  ): ReadonlyMap<string, readonly Matcher[]> => {
    const found = new Map<string, readonly Matcher[]>();
    for (const { name, span, matchers } of written) {
      if (!known.has(name)) {
        reporter.error(`unknown-${what}`, span, `unknown ${what} \`${name}\``, {
          help: didYouMean(name, known.keys()),
        });
        continue;
      }
      const planned = matchers.map(matcher);
      found.set(name, planned);
      spans.set(planned, span);
    }
    return found;
  };
  const { why, accept, span, namespace, labels, roleLabel, hostLabel, drift } =
    section;
  return Object.freeze({
    why,
    accept,
    span,
    namespace,
    labels,
    roleLabel: roleLabel ?? defaultLabels.roleLabel,
    hostLabel: hostLabel ?? defaultLabels.hostLabel,
    roles: selectors("role", section.roles, spec.roles),
    hosts: selectors("host", section.hosts, spec.hosts),
    spans,
    alerts: planAlerts(section),
    drift,
  });
}

/** Compares a pattern without special characters as text, which is faster in Prometheus. */
function matcher({ label, pattern }: WrittenMatcher): Matcher {
  return {
    label,
    op: /^[\w:/@ -]+$/u.test(pattern) ? "=" : "=~",
    value: pattern,
  };
}

/** How long a condition lasts before its alert fires, by default. A dropped packet fires at once. */
const patience: Readonly<Record<AlertName, string>> = {
  "conntrack-usage": "10m",
  "tcp-memory": "10m",
  "time-wait": "10m",
  "file-descriptors": "10m",
  "neighbour-table": "10m",
  "cilium-map-pressure": "10m",
  "conntrack-drops": "0s",
  "listen-overflows": "5m",
  "listen-drops": "5m",
  "syn-cookies": "5m",
  "backlog-drops": "5m",
  drift: "15m",
  "sysctl-collector": "15m",
  "sysctl-unwatched": "15m",
};

function planAlerts({
  alerts,
  drift,
}: MonitoringSection): ReadonlyMap<AlertName, AlertPlan> {
  const planned = new Map<AlertName, AlertPlan>();
  for (const name of alertNames) {
    const written = alerts.find((alert) => alert.name === name);
    const ofDrift = name === "drift" || name.startsWith("sysctl-");
    if (written?.off === true || (ofDrift && !drift)) continue;
    planned.set(
      name,
      Object.freeze({
        name,
        threshold: written?.threshold ?? 80,
        for: written?.for ?? patience[name],
        severity: written?.severity ?? "warning",
        why: written?.why,
        accept: written?.accept ?? new Map(),
        span: written?.span,
      }),
    );
  }
  return planned;
}
