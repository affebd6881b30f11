import { collectors, type Collector } from "./collectors.js";
import { eventSignals, panelSignals, percentSignals } from "./registry.js";
import { recordings } from "./recordings.js";
import type { Signal } from "./types.js";

/** Generates docs/monitoring.md from the signals, as Markdown that prettier has yet to format. */
export function monitoringDocs(): string {
  return [
    "# Monitoring",
    "",
    "<!-- Generated from src/signals/ by `npm run docs`. Do not edit. -->",
    "",
    "What the section `monitoring` of a spec can watch. [spec.md](spec.md#monitoring) describes the section. The metrics describe the node's own network namespace; a pod's sockets are in the pod's namespace. \"Since\" is the first release of the exporter that has the metrics by default, or with the arguments below.",
    "",
    "## Alerts on the use of a resource",
    "",
    "`monitoring.alerts`, with a `threshold` in percent. An alert fires when the value stays at or above it for the duration `for`. Each has a graph with its threshold. No standard says from which share of lost segments on a node is in trouble: set the threshold of `retransmissions` to what your network usually stays below.",
    "",
    "| alert | watches | is written if | threshold | for | metrics from | since |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...Object.entries(percentSignals).map(([name, signal]) =>
      row(name, signal, `${String(signal.threshold)} %`, signal.alert.for),
    ),
    "",
    "## Alerts on events",
    "",
    "`monitoring.alerts`, without a threshold: an alert fires when an event happened in the last five minutes, and keeps happening for the duration `for`.",
    "",
    "| alert | watches | is written if | for | metrics from | since |",
    "| --- | --- | --- | --- | --- | --- |",
    ...Object.entries(eventSignals).map(([name, signal]) =>
      row(name, signal, signal.alert.for),
    ),
    "",
    "## Graphs without an alert",
    "",
    "`monitoring.panels`: `false` leaves a graph out, and `true` adds one that is not there by default.",
    "",
    "| graph | watches | is written if | metrics from | since |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(panelSignals).map(([name, signal]) => row(name, signal)),
    "",
    "## Recording rules",
    "",
    "`monitoring.recordingRules`: the values that a rollout compares before and after, recorded for as long as Prometheus keeps them. Rates and means are over five minutes. Each keeps the labels of its target, except those of CPUs and devices, so that the same matchers select a role or a host. `null` leaves one out.",
    "",
    "| recording rule | records | unit | metrics from | since |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(recordings).map(
      ([
        name,
        {
          title,
          unit,
          needs: { label, since },
        },
      ]) => `| \`${name}\` | ${title} | ${unit} | ${label} | ${since} |`,
    ),
    "",
    "## Arguments",
    "",
    "These collectors are disabled by default, or do not export these metrics by default. Where an alert or a graph needs one, `node-exporter.args` and `node-exporter-values.yaml` have its arguments. If your node_exporter already has the flag `--collector.netstat.fields`, merge the two expressions: the flag replaces the default and may stand only once.",
    "",
    ...Object.values(collectors)
      .filter(({ args }) => args.length > 0)
      .flatMap(argumentsOf),
    "## What no metric has",
    "",
    "- Entries of Cilium's connection-tracking maps whose connection has closed but has not expired. `cilium bpf ct list global` on a node lists them with `RxClosing` and `TxClosing`; the graph `cilium-conntrack` shows what each garbage collection deleted.",
    "- How many connections an EC2 instance may track in all. `conntrack_allowance_available` is what remains.",
    "",
  ].join("\n");
}

function row(
  name: string,
  { watches, condition, needs }: Signal,
  ...between: readonly string[]
): string {
  const { label, since } = needs;
  const cells = [`\`${name}\``, watches, condition, ...between, label, since];
  return `| ${cells.join(" | ")} |`;
}

function argumentsOf({ label, args }: Collector): readonly string[] {
  return [`${label}:`, "", "```text", ...args, "```", ""];
}
