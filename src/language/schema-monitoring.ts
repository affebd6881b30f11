import * as z from "zod/mini";
import {
  definition,
  described,
  flag,
  number,
  optional,
  reasons,
  strictObject,
  text,
} from "../core/schema.js";
import { eventAlerts, panelNames, percentAlerts } from "../signals/registry.js";
import { driftAlerts } from "./monitoring-model.js";

/** The section `monitoring`: alerts and dashboards for the settings of the spec. */

const timing = {
  for: described(
    optional(text),
    "How long the condition must last before the alert fires, such as 10m; 0s fires at once",
  ),
  severity: described(
    optional(text),
    "The label `severity` of the alert; warning by default",
  ),
  ...reasons,
};
const off = described(z.null(), "Do not write this alert");
/** An alert for something that happens. */
const eventAlert = definition(
  "event-alert",
  optional(z.union([off, strictObject(timing)])),
);
/** An alert for a share of a limit. */
const percentAlert = definition(
  "percent-alert",
  optional(
    z.union([
      off,
      strictObject({
        threshold: described(
          optional(number),
          "Percent, above 0 and at most 100",
        ),
        ...timing,
      }),
    ]),
  ),
);

const panelSwitch = definition(
  "panel",
  described(
    z.union([flag, z.null()]),
    "Whether the dashboard has this graph; null is false",
  ),
);
const panel = optional(panelSwitch);

const recordingRule = z.union([
  described(z.null(), "Do not write this recording rule"),
  described(z.string(), "The query, in PromQL"),
  strictObject({
    expr: described(z.string(), "The query, in PromQL"),
    unit: described(optional(text), "The unit, as tables show it"),
    why: reasons.why,
  }),
]);

/** Makes a schema with one field for each name. */
function fields<const Name extends string, Schema>(
  names: readonly Name[],
  schema: Schema,
): Readonly<Record<Name, Schema>> {
  const entries = names.map((name) => [name, schema] as const);
  // The type of fromEntries does not keep the names.
  return Object.fromEntries(entries) as Record<Name, Schema>;
}

const matchers = z.record(
  text,
  described(
    z.record(text, text),
    "Labels of the scrape targets, each with a regular expression that matches its whole value",
  ),
);

export const monitoring = definition(
  "monitoring",
  described(
    strictObject({
      ...reasons,
      namespace: described(
        optional(text),
        "The namespace of the PrometheusRule",
      ),
      labels: described(
        optional(z.record(text, text)),
        "Labels of the PrometheusRule, with which Prometheus selects it",
      ),
      roleLabel: described(
        optional(text),
        "The label of scrape targets with the role of the node; tuning_role by default",
      ),
      hostLabel: described(
        optional(text),
        "The label of scrape targets with the name of the host; tuning_host by default",
      ),
      roles: described(
        optional(matchers),
        "Matchers for the nodes of a role, including its hosts, instead of the label",
      ),
      hosts: described(
        optional(matchers),
        "Matchers for a host, instead of the label",
      ),
      alerts: optional(
        strictObject({
          ...fields(percentAlerts, percentAlert),
          ...fields(eventAlerts, eventAlert),
          ...fields(driftAlerts, eventAlert),
        }),
      ),
      panels: described(
        optional(strictObject(fields(panelNames, panel))),
        "Graphs of the dashboard that have no alert",
      ),
      recordingRules: described(
        optional(z.union([z.literal(false), z.record(text, recordingRule)])),
        "Recording rules for what a rollout compares: your own by name, null to leave one out, false for none",
      ),
      drift: described(
        optional(flag),
        "Whether to compare every setting with its live value; true by default",
      ),
    }),
    "Prometheus alerts for the settings of the spec, and a dashboard",
  ),
);
