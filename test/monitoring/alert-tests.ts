import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { recordingsOf } from "../../src/plan/monitoring-recordings.js";
import { watchOf } from "../../src/plan/monitoring-drift.js";
import type { NodePlan, Plan } from "../../src/plan/types.js";
import { ruleGroups } from "../../src/targets/prometheus/index.js";
import { saturationSignals } from "../../src/signals/registry.js";
import type { Alert } from "../../src/targets/prometheus/types.js";
import { emitAll } from "../../src/targets/emit.js";
import {
  counter,
  driftSamples,
  type Labels,
  type Sample,
  saturation,
  saturationSamples,
  steady,
} from "./samples.js";
import { planOf } from "../support/compile.js";
import { ownTuning } from "../support/own-tuning.js";
import { inTemporaryFolder } from "../support/temporary.js";
import type { Promtool } from "./promtool.js";

const golden = readFileSync(
  new URL("../golden/monitoring/tuning.yaml", import.meta.url),
  "utf8",
);

/** Scrape targets that match what the golden spec says of its storage. */
const instances: Readonly<Record<string, string>> = {
  storage: "store01.example.com:9100",
  storage00: "store00.example.com:9100",
};

const plans = { golden: planOf(golden), own: planOf(ownTuning()) };

/** Tests with a promtool that it accepts the rules, and that each alert fires when it should and only then. */
export function alertTests(promtool: Promtool): void {
  describe.each(Object.entries(plans))("the rules of %s", (_, plan) => {
    const alerts = alertsOf(plan);
    const files = emitAll(plan, ["prometheus"]);

    promtool.test("accepts them", () => {
      inTemporaryFolder((folder) => {
        const { status, stdout, stderr } = promtool.run([
          "check",
          "rules",
          write(folder, "rules.yaml", textOf(files, ".rules.yaml")),
        ]);
        expect(stderr).toBe("");
        const count = alerts.length + recordingsOf(plan).length;
        expect(stdout).toContain(`SUCCESS: ${String(count)} rules found`);
        expect(status).toBe(0);
      });
    });

    promtool.test("every alert fires, and does not", () => {
      inTemporaryFolder((folder) => {
        write(folder, "rules.yaml", textOf(files, ".rules.yaml"));
        const absences = alerts.filter(isAbsence);
        const tests = [
          unitTest(plan, alerts, true, (alert) => !isAbsence(alert)),
          unitTest(plan, alerts, false, () => false),
          unitTest(plan, absences, true, () => true),
        ];
        const path = write(
          folder,
          "tests.yaml",
          JSON.stringify({
            rule_files: ["rules.yaml"],
            evaluation_interval: "1m",
            tests,
          }),
        );
        const { status, stdout, stderr } = promtool.run([
          "test",
          "rules",
          path,
        ]);
        expect(stdout + stderr).toMatch(/SUCCESS/u);
        expect(status).toBe(0);
      });
    });
  });
}

function alertsOf(plan: Plan): readonly Alert[] {
  if (plan.monitoring === undefined) throw new Error("nothing is monitored");
  return ruleGroups(plan, plan.monitoring).flatMap((group) => group.alerts);
}

function textOf(files: ReturnType<typeof emitAll>, end: string): string {
  const file = files.find(({ path }) => path.endsWith(end));
  if (file === undefined) throw new Error(`no file ends in ${end}`);
  return file.text;
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function labelsOf(node: NodePlan): Labels {
  return {
    instance: instances[node.name] ?? `${node.name}:9100`,
    job: "node",
    tuning_role: node.role,
    ...(node.kind === "host" && { tuning_host: node.name }),
  };
}

/** All nodes at once: each in trouble, or each just as its own spec says. `expected` says which alerts are to fire. */
function unitTest(
  plan: Plan,
  alerts: readonly Alert[],
  fires: boolean,
  expected: (alert: Alert) => boolean,
): object {
  return {
    interval: "1m",
    input_series: alerts.flatMap((alert) =>
      isCluster(alert)
        ? ciliumSamples(alert, fires)
        : plan.nodes.flatMap(
            (node) => samplesOf(plan, alert, node, fires) ?? [],
          ),
    ),
    promql_expr_test: alerts.map((alert) => {
      const own = Object.entries(alert.labels).map(
        ([label, value]) => `,${label}=${JSON.stringify(value)}`,
      );
      const firing = expected(alert);
      return {
        // Pending ones count as well while none is to fire.
        expr: `count by (instance) (ALERTS{alertname="${alert.name}"${own.join("")}${firing ? ',alertstate="firing"' : ""}})`,
        eval_time: "20m",
        exp_samples: firing
          ? firingInstances(plan, alert).map((instance) => ({
              labels: instance === "" ? "{}" : `{instance="${instance}"}`,
              value: 1,
            }))
          : [],
      };
    }),
  };
}

/** The instances on which an alert is to fire: all that it is about. */
function firingInstances(plan: Plan, alert: Alert): readonly string[] {
  if (isCluster(alert)) return ["agent:9962"];
  // What is absent has no instance.
  if (isAbsence(alert)) return [""];
  const found = plan.nodes
    .filter((node) => samplesOf(plan, alert, node, true) !== undefined)
    .map((node) => labelsOf(node)["instance"] ?? "");
  expect(found, alert.name).not.toEqual([]);
  return found;
}

function ciliumSamples(alert: Alert, fires: boolean): readonly Sample[] {
  return clusterSamples[alert.name]?.({ instance: "agent:9962" }, fires) ?? [];
}

/** The metrics of Cilium's agent, by alert. */
const clusterSamples: Readonly<
  Record<string, (agent: Labels, fires: boolean) => readonly Sample[]>
> = {
  TuningCiliumMapPressure: (agent, fires) => [
    steady(
      "cilium_bpf_map_pressure",
      { ...agent, map_name: "ct4_global" },
      fires ? "0.8" : "0.79",
    ),
  ],
  TuningCiliumGcFailures: (agent, fires) =>
    ["completed", "uncompleted"].map((status) =>
      counter(
        "cilium_datapath_conntrack_gc_runs_total",
        { ...agent, family: "ipv4", protocol: "TCP", status },
        fires || status === "completed",
      ),
    ),
};

function isAbsence({ name }: Alert): boolean {
  return name === "TuningSysctlUnwatched";
}

function isCluster({ name }: Alert): boolean {
  return Object.hasOwn(clusterSamples, name);
}

function samplesOf(
  plan: Plan,
  alert: Alert,
  node: NodePlan,
  fires: boolean,
): readonly Sample[] | undefined {
  const labels = labelsOf(node);
  if (alert.name === "TuningDrift")
    return driftSamples(alert.labels["sysctl"] ?? "", node, labels, fires);
  const watched = watchOf(node).watched.length > 0;
  const collector = (value: string): readonly Sample[] => [
    steady(
      "node_scrape_collector_success",
      { ...labels, collector: "sysctl" },
      value,
    ),
  ];
  if (alert.name === "TuningSysctlCollector")
    return watched ? collector(fires ? "0" : "1") : undefined;
  // The collector's own alert brings the metric; where it is there, nothing is absent.
  if (isAbsence(alert)) return undefined;
  const planned = plan.monitoring?.alerts.get(nameOf(alert));
  return (
    planned && saturationSamples(nameOf(alert), node, labels, fires, planned)
  );
}

function nameOf(alert: Alert): keyof typeof saturation {
  const names = Object.keys(saturation) as (keyof typeof saturation)[];
  const found = names.find(
    (name) => `Tuning${saturationSignals[name].alert.name}` === alert.name,
  );
  if (found === undefined) throw new Error(`no metrics for ${alert.name}`);
  return found;
}
