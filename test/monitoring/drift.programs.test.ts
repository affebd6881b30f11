import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, vi } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { shellWords } from "../support/loaders.js";
import { hasProgram } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { inTemporaryFolder } from "../support/temporary.js";

/** Keys that every network namespace has of its own: a number, a vector, and a text that may be empty. */
const spec = `version: 1
roles:
  node:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192
      net.ipv4.ip_local_port_range: [20000, 50000]
      net.ipv4.ip_local_reserved_ports: [30000, 30010-30020]
      net.ipv4.tcp_fin_timeout: 30
monitoring:
  alerts:
    drift: { for: 0s }
    sysctl-collector: { for: 0s }
    sysctl-unwatched: { for: 0s }
    listen-overflows: null
    listen-drops: null
    time-wait: null
`;

const prometheus = `global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
rule_files: [rules.yaml]
scrape_configs:
  - job_name: node
    static_configs:
      - targets: ["127.0.0.1:9100"]
        labels: { tuning_role: node }
`;

// A busy machine takes its time to start two servers; drift.sh ends by itself before that.
vi.setConfig({ testTimeout: 120_000 });
afterAll(() => {
  vi.resetConfig();
});

const script = new URL("drift.sh", import.meta.url).pathname;
const programs = ["prometheus", "prometheus-node-exporter", "curl", "ip"];
const wanted = programs.find((program) => !hasProgram(program));

loaderTest(
  wanted ?? "prometheus",
  "sees a live value drift, and come back, with node_exporter's own metrics",
  () => {
    inTemporaryFolder((folder) => {
      const files = emitAll(planOf(spec), ["prometheus"]);
      for (const { path, text } of files) {
        if (path.endsWith(".args"))
          writeFileSync(join(folder, "node-exporter.args"), text);
        if (path.endsWith(".rules.yaml"))
          writeFileSync(join(folder, "rules.yaml"), text);
      }
      writeFileSync(join(folder, "prometheus.yaml"), prometheus);
      const { stdout, stderr } = inSandbox(
        `timeout -k 5 110 sh ${shellWords([script, folder])}`,
      );
      const seen = stdout.trimEnd().split("\n");
      expect(seen.map((line) => line.split(": ")[0])).toEqual([
        "up",
        "quiet-before",
        "number",
        "number-cleared",
        "vector",
        "vector-cleared",
        "text",
        "collector",
        "others-are-still-watched",
        "collector-cleared",
        "unwatched",
      ]);
      expect(
        seen.filter((line) => !line.includes('"metric"')),
        stderr,
      ).toEqual([]);
      expect(seen[2]).toContain('"instance":"127.0.0.1:9100"');
      expect(seen[6]).toContain('"value":"30000"');
    });
  },
);
