import * as z from "zod/mini";
import { driftAlerts, eventAlerts, percentAlerts } from "./monitoring-model.js";
import { described, optional, reasons } from "../core/schema.js";

/** The section `monitoring`: what watches over that which the rest of the spec sets. */

const timing = {
  for: optional(
    described(
      z.string(),
      "How long it must last before it fires, such as 10m; 0s for at once",
    ),
  ),
  severity: optional(
    described(z.string(), "The alert's label `severity`; warning by default"),
  ),
  ...reasons,
};
const off = described(z.null(), "Leave this alert out");
const event = optional(z.union([off, z.strictObject(timing)]));
const percent = optional(
  z.union([
    off,
    z.strictObject({
      threshold: optional(
        described(z.number(), "Per cent, above 0 and at most 100"),
      ),
      ...timing,
    }),
  ]),
);

/** One field for each name. */
function fields<const Name extends string, Schema>(
  names: readonly Name[],
  schema: Schema,
): Readonly<Record<Name, Schema>> {
  const entries = names.map((name) => [name, schema] as const);
  // fromEntries forgets which names there are.
  return Object.fromEntries(entries) as Record<Name, Schema>;
}

const matchers = z.record(
  z.string(),
  described(
    z.record(z.string(), z.string()),
    "Labels of the scrape targets, each with the regular expression that its whole value matches",
  ),
);

export const monitoring = described(
  z.strictObject({
    ...reasons,
    namespace: optional(
      described(z.string(), "The PrometheusRule's namespace"),
    ),
    labels: optional(
      described(
        z.record(z.string(), z.string()),
        "Labels of the PrometheusRule, by which a Prometheus finds it",
      ),
    ),
    roleLabel: optional(
      described(
        z.string(),
        "The label of scrape targets that holds the node's role; tuning_role by default",
      ),
    ),
    hostLabel: optional(
      described(
        z.string(),
        "The label of scrape targets that holds the host's name; tuning_host by default",
      ),
    ),
    roles: optional(
      described(
        matchers,
        "How a role's nodes, its hosts among them, are found instead",
      ),
    ),
    hosts: optional(described(matchers, "How a host is found instead")),
    alerts: optional(
      z.strictObject({
        ...fields(percentAlerts, percent),
        ...fields(eventAlerts, event),
        ...fields(driftAlerts, event),
      }),
    ),
    drift: optional(
      described(
        z.boolean(),
        "Whether every setting is compared with the live value; true by default",
      ),
    ),
  }),
  "Prometheus alerts on what the spec sets, and a dashboard",
);
