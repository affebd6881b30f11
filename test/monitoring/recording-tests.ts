import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { recordingsOf } from "../../src/plan/monitoring-recordings.js";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { inTemporaryFolder } from "../support/temporary.js";
import type { Promtool } from "./promtool.js";

/** A role by its label, one by a matcher, and a rule of the spec's own. */
const plan = planOf(`version: 1
roles:
  worker: { node: { os: linux, distribution: eks }, sysctl: { vm.swappiness: 10 } }
  store: { node: { os: linux }, sysctl: { vm.swappiness: 10 } }
cilium: { bpf: { natMax: 600000 } }
monitoring:
  roles: { store: { instance: "store:9100" } }
  recordingRules:
    instance:node_network_errs:rate5m: null
    job:http_request_duration_seconds:p99_5m:
      expr: >-
        histogram_quantile(0.99, sum by (job, le)
        (rate(http_request_duration_seconds_bucket[5m])))
      unit: seconds
`);

/** The metrics of the three targets: values, and what they add each minute. */
const series: readonly (readonly [string, string])[] = [
  ["node_netstat_Tcp_RetransSegs{@}", "0+60x60"],
  ["node_netstat_Tcp_OutSegs{@}", "0+1200x60"],
  ["node_netstat_Tcp_OutRsts{@}", "0+120x60"],
  ["node_netstat_TcpExt_ListenDrops{@}", "0+60x60"],
  ['node_softnet_dropped_total{@,cpu="0"}', "0+60x60"],
  ['node_softnet_dropped_total{@,cpu="1"}', "0+120x60"],
  ["node_nf_conntrack_entries{@}", "250x60"],
  ["node_nf_conntrack_entries_limit{@}", "1000x60"],
  ["node_nf_conntrack_stat_drop{@}", "0+60x60"],
  ["node_nf_conntrack_stat_early_drop{@}", "0+240x60"],
  ["node_netstat_Tcp_CurrEstab{@}", "7x60"],
  ["node_sockstat_TCP_tw{@}", "8x60"],
  ["node_sockstat_TCP_mem_bytes{@}", "4096x60"],
  ['node_ethtool_conntrack_allowance_exceeded{@,device="eth0"}', "0+60x60"],
];

/** What each rule records of a node, at a steady load. */
const recorded: Readonly<Record<string, number>> = {
  "instance:node_netstat_Tcp_RetransSegs_per_OutSegs:ratio_rate5m": 0.05,
  "instance:node_netstat_Tcp_OutRsts:rate5m": 2,
  "instance:node_netstat_TcpExt_ListenDrops:rate5m": 1,
  "instance:node_softnet_dropped:rate5m": 3,
  "instance:node_nf_conntrack_entries_per_entries_limit:ratio": 0.25,
  "instance:node_nf_conntrack_stat_drops:rate5m": 5,
  "instance:node_netstat_Tcp_CurrEstab:mean5m": 7,
  "instance:node_sockstat_TCP_tw:mean5m": 8,
  "instance:node_sockstat_TCP_mem_bytes:mean5m": 4096,
};

const worker = 'instance="worker:9100",tuning_role="worker"';
const store = 'instance="store:9100"';
const stranger = 'instance="other:9100",tuning_role="other"';
const bucket = "http_request_duration_seconds_bucket";

const tests = [
  {
    interval: "1m",
    input_series: [
      ...[worker, store, stranger].flatMap((target) =>
        series.map(([name, values]) => ({
          series: name.replace("@", target),
          values,
        })),
      ),
      {
        series:
          'cilium_bpf_map_pressure{instance="agent:9962",map_name="ct4_global"}',
        values: "0.5x18 0.75 0.5x40",
      },
      ...["FORWARD", "INGRESS"].map((direction) => ({
        series: `cilium_drop_count_total{instance="agent:9962",reason="CT",direction="${direction}"}`,
        values: "0+30x60",
      })),
      // Whole numbers for each second, so that the quantile is exact in promtool 2 and 3.
      { series: `${bucket}{job="web",le="1"}`, values: "0+5880x60" },
      { series: `${bucket}{job="web",le="2"}`, values: "0+6000x60" },
      { series: `${bucket}{job="web",le="+Inf"}`, values: "0+6000x60" },
    ],
    promql_expr_test: [
      // The role that is not the spec's is not recorded.
      ...Object.entries(recorded).map(([name, value]) =>
        answer(name, [
          [store, value],
          [worker, value],
        ]),
      ),
      // Only nodes of EKS have what EC2 drops.
      answer("instance:node_ethtool_conntrack_allowance_exceeded:rate5m", [
        [worker, 1],
      ]),
      answer("instance_map_name:cilium_bpf_map_pressure:max5m", [
        ['instance="agent:9962",map_name="ct4_global"', 0.75],
      ]),
      answer("instance:cilium_drop_count:rate5m", [
        ['instance="agent:9962"', 1],
      ]),
      answer("job:http_request_duration_seconds:p99_5m", [['job="web"', 1.5]]),
    ],
  },
];

function answer(
  name: string,
  samples: readonly (readonly [labels: string, value: number])[],
): { readonly expr: string } {
  const test = {
    expr: name,
    eval_time: "20m",
    exp_samples: samples.map(([labels, value]) => ({
      labels: `${name}{${labels}}`,
      value,
    })),
  };
  return test;
}

/** Tests with a promtool that each recording rule records what it is named for. */
export function recordingTests(promtool: Promtool): void {
  promtool.test("every recording rule has its value", () => {
    const names = recordingsOf(plan).map(({ name }) => name);
    const tested = tests.flatMap(({ promql_expr_test }) =>
      promql_expr_test.map(({ expr }) => expr),
    );
    expect(tested.toSorted()).toEqual(names.toSorted());
    inTemporaryFolder((folder) => {
      const rules = emitAll(plan, ["prometheus"]).find(({ path }) =>
        path.endsWith(".rules.yaml"),
      );
      writeFileSync(join(folder, "rules.yaml"), rules?.text ?? "");
      const path = join(folder, "tests.yaml");
      writeFileSync(
        path,
        JSON.stringify({
          rule_files: ["rules.yaml"],
          evaluation_interval: "1m",
          tests,
        }),
      );
      const { status, stdout, stderr } = promtool.run(["test", "rules", path]);
      expect(stdout + stderr).toMatch(/SUCCESS/u);
      expect(status).toBe(0);
    });
  });
}
