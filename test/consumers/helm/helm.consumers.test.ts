import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { reachesPatch } from "../../../src/core/release.js";
import type { CiliumPlan, CiliumValue } from "../../../src/plan/types.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import type { Run } from "../../support/programs.js";
import { casesWith } from "../cases.js";
import { consumer, consumerTest, versionOf } from "../consumer.js";

const source = {
  folder: "helm",
  module: "helm.sh/helm/v3",
  modFile: "go.mod",
};
const helm = consumer(source);
const version = versionOf(source);

/** The folders in `charts/`, each of which reads values as Cilium's chart of some releases does. */
type Chart = "quoted" | "schema" | "integer" | "wrapper";

function render(chart: Chart, values: string): Run {
  return inTemporaryFolder((folder) => {
    const path = join(folder, "values.yaml");
    writeFileSync(path, values);
    return helm([join(import.meta.dirname, "charts", chart), path]);
  });
}

/** The charts of the release that a spec states; more than one if it states too little. */
function chartsOf({ version: stated }: CiliumPlan): readonly Chart[] {
  if (stated === undefined) return ["quoted", "schema", "integer"];
  if (reachesPatch(stated, "1.16.0") === false) return ["quoted"];
  const bound = reachesPatch(stated, "1.17.0") === false ? "1.16.8" : "1.17.2";
  switch (reachesPatch(stated, bound)) {
    case true:
      return ["integer"];
    case false:
      return ["schema"];
    case undefined:
      return ["schema", "integer"];
  }
}

/** The keys of the ConfigMap that the agent reads, by the chart's name of the value. */
const agentKeys: Readonly<Record<string, string>> = {
  "bpf.ctTcpMax": "bpf-ct-global-tcp-max",
  "bpf.ctAnyMax": "bpf-ct-global-any-max",
  "bpf.natMax": "bpf-nat-global-max",
  "bpf.neighMax": "bpf-neigh-global-max",
  "bpf.policyMapMax": "bpf-policy-map-max",
  "bpf.policyStatsMapMax": "bpf-policy-stats-map-max",
  "bpf.lbMapMax": "bpf-lb-map-max",
  "bpf.authMapMax": "bpf-auth-map-max",
  "bpf.nodeMapMax": "bpf-node-map-max",
  "bpf.mapDynamicSizeRatio": "bpf-map-dynamic-size-ratio",
  "bpf.preallocateMaps": "preallocate-bpf-maps",
  "bpf.distributedLRU.enabled": "bpf-distributed-lru",
  "bandwidthManager.enabled": "enable-bandwidth-manager",
  "bandwidthManager.bbr": "enable-bbr",
  "bandwidthManager.bbrHostNamespaceOnly": "enable-bbr-hostns-only",
};

function expected(values: readonly CiliumValue[]): Record<string, string> {
  return Object.fromEntries(
    values.map(({ path, value }) => [
      agentKeys[path.join(".")] ?? path.join("."),
      String(value),
    ]),
  );
}

const rendered = casesWith(
  ["cilium"],
  ["1.15", "1.16.0", "1.18.2"].map((name) => `helm/specs/${name}.yaml`),
).flatMap(({ name, plan, files }) => {
  const values = files.find(({ target }) => target === "cilium")?.text ?? "";
  const { cilium, targets } = plan;
  if (cilium === undefined) return [];
  const keys = targets.get("cilium")?.options["keys"];
  const forms = Array.isArray(keys) ? keys : [];
  return [
    ...(forms.includes("chart") ? chartsOf(cilium) : []),
    ...(forms.includes("mapMax") ? (["wrapper"] as const) : []),
  ].map((chart) => ({ name, chart, cilium, values }));
});

describe(`Helm ${version} renders the values of the plan`, () => {
  for (const { name, chart, cilium, values } of rendered)
    consumerTest(`chart ${chart}: ${name}`, () => {
      const { status, stdout, stderr } = render(chart, values);
      expect(stderr).toBe("");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual(
        expected(
          cilium.values.filter(
            ({ mapMaxPath }) => chart !== "wrapper" || mapMaxPath !== undefined,
          ),
        ),
      );
    });
});

describe(`Helm ${version} shows what is wrong`, () => {
  consumerTest("a string where the schema wants an integer", () => {
    const { status, stderr } = render("schema", 'bpf: { natMax: "524288" }');
    expect(status).toBe(1);
    expect(stderr).toContain("bpf");
  });

  consumerTest("a large number in a chart that makes no integer of it", () => {
    const { stdout } = render("quoted", "bpf: { natMax: 1048576 }");
    expect(JSON.parse(stdout)).toEqual({
      "bpf-nat-global-max": "1.048576e+06",
    });
  });

  consumerTest("the form of wrapper charts in Cilium's own", () => {
    const { stdout } = render("integer", "bpf: { mapMax: { nat: 524288 } }");
    expect(JSON.parse(stdout)).toEqual({});
  });
});
