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
import {
  isPercent,
  isSaturation,
  type PanelName,
  panelNames,
  percentSignals,
  saturationSignals,
} from "../signals/registry.js";
import { defaultLabels } from "./monitoring-selectors.js";
import { planRecordings } from "./monitoring-recordings.js";
import type {
  AlertPlan,
  Matcher,
  MonitoringPlan,
  PanelPlan,
} from "./monitoring-types.js";

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
    panels: planPanels(section),
    recordings: planRecordings(section.recordings),
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

/** Drift may last while a rollout does. */
const DRIFT_FOR = "15m";

function planPanels({
  panels,
}: MonitoringSection): ReadonlyMap<PanelName, PanelPlan> {
  const written = new Map(panels.map((panel) => [panel.name, panel]));
  return new Map(
    panelNames.map((name) => {
      const { on = true, span } = written.get(name) ?? {};
      return [name, { on, span }];
    }),
  );
}

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
        threshold:
          written?.threshold ??
          (isPercent(name) ? percentSignals[name].threshold : undefined),
        for:
          written?.for ??
          (isSaturation(name) ? saturationSignals[name].alert.for : DRIFT_FOR),
        severity: written?.severity ?? "warning",
        why: written?.why,
        accept: written?.accept ?? new Map(),
        span: written?.span,
      }),
    );
  }
  return planned;
}
