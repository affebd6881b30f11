import {
  type NodeAlert,
  limitOn,
  tunesCiliumMaps,
} from "../../plan/monitoring-alerts.js";
import { watchOf } from "../../plan/monitoring-drift.js";
import type { AlertPlan } from "../../plan/monitoring-types.js";
import type { Plan } from "../../plan/types.js";
import { eventAlerts, percentAlerts } from "../../language/monitoring-model.js";
import { defineRule } from "../rule.js";

export const monitoringAlertUnused = defineRule({
  name: "monitoring-alert-unused",
  scope: "plan",
  severity: "warning",
  group: "effect",
  summary: "An alert that is configured and never written",
  explanation:
    "An alert on how full something is comes only where the spec sizes it, and needs a number to compare with. An entry under `monitoring.alerts` for what the spec leaves alone gives the impression that it is watched.",
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
  check: (plan) =>
    [...(plan.monitoring?.alerts.values() ?? [])].flatMap((alert) =>
      alert.span === undefined || isWritten(alert, plan)
        ? []
        : [
            {
              about: alert,
              span: alert.span,
              message: `\`${alert.name}\` never becomes an alert`,
              why: "no node's spec tunes what it watches, or nothing says how much there is of it",
              help:
                alert.name === "tcp-memory" || alert.name === "time-wait"
                  ? "name `memory` of the nodes that it is meant for, or remove it"
                  : "remove it",
            },
          ],
    ),
});

const ofNodes: readonly string[] = [...percentAlerts, ...eventAlerts];

function isWritten({ name }: AlertPlan, plan: Plan): boolean {
  if (name === "cilium-map-pressure") return tunesCiliumMaps(plan);
  return plan.nodes.some((node) =>
    isOfNodes(name)
      ? limitOn(name, node) !== undefined
      : watchOf(node).watched.length > 0,
  );
}

function isOfNodes(name: AlertPlan["name"]): name is NodeAlert {
  return ofNodes.includes(name);
}
