import {
  isAlertWritten,
  isPanelWritten,
} from "../../plan/monitoring-written.js";
import {
  isSaturation,
  panelSignals,
  saturationSignals,
} from "../../signals/registry.js";
import { defineRule } from "../rule.js";

export const monitoringAlertUnused = defineRule({
  name: "monitoring-alert-unused",
  scope: "plan",
  severity: "warning",
  group: "effect",
  findsAbsence: true,
  summary: "An alert or a graph that is configured but never written",
  page: () => ({
    explanation:
      "tunegen writes an alert on the use of a resource only if the spec sizes that resource and its limit is known. An entry under `monitoring.alerts` or `monitoring.panels` for any other resource has no effect, although it looks as if the resource were monitored.",
    source: 'docs/spec.md, "Monitoring"',
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      vm.swappiness: 10 # Keep pages
monitoring:
  alerts:
    file-descriptors: { threshold: 70 }
`,
      at: "9:5",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      fs.file-max: 9223372036854775807 # No limit but memory
monitoring:
  alerts:
    file-descriptors: { threshold: 70 }
`,
    },
  }),
  check: (plan) => {
    const { monitoring } = plan;
    if (monitoring === undefined) return [];
    const alerts = [...monitoring.alerts.values()].flatMap((alert) =>
      alert.span === undefined || isAlertWritten(alert.name, plan)
        ? []
        : [
            {
              about: alert,
              span: alert.span,
              message: `\`${alert.name}\` produces no alert`,
              why: isSaturation(alert.name)
                ? `it is written only if ${saturationSignals[alert.name].condition}, and its limit is known`
                : "no node of the spec has what it watches",
              help:
                alert.name === "tcp-memory" || alert.name === "time-wait"
                  ? "add `memory` to the facts of the nodes that need it, or remove it"
                  : "remove it",
            },
          ],
    );
    const panels = [...monitoring.panels].flatMap(([name, { on, span }]) =>
      span === undefined || !on || isPanelWritten(name, plan)
        ? []
        : [
            {
              about: monitoring,
              span,
              message: `\`${name}\` produces no graph`,
              why: `it is written only if ${panelSignals[name].condition}`,
              help: "remove it",
            },
          ],
    );
    return [...alerts, ...panels];
  },
});
