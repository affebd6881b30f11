import { writeFileSync } from "node:fs";
import { hostname, release } from "node:os";
import { join } from "node:path";
import { afterAll, expect, vi } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";
import { shellWords } from "../support/loaders.js";
import { hasProgram } from "../support/programs.js";
import { inSandbox, loaderTest } from "../support/sandbox.js";
import { inTemporaryFolder } from "../support/temporary.js";
import { bin } from "./tunegen.js";

/** Keys that every network namespace has of its own: a number, a vector, and a text. */
const spec = `version: 1
roles:
  web:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192
      net.ipv4.ip_local_port_range: [20000, 50000]
      net.ipv4.ip_local_reserved_ports: [30000, 30010-30020]
  db:
    node: { os: linux }
    sysctl: { vm.swappiness: 1 }
hosts:
  web1: { role: web }
  web2: { role: web }
monitoring: {}
`;

const prometheus = `global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: node
    static_configs:
      - targets: ["127.0.0.1:9100"]
        labels: { tuning_role: web, tuning_host: web1 }
      - targets: ["127.0.0.1:9101"]
        labels: { tuning_role: web }
      - targets: ["127.0.0.1:9102"]
        labels: { tuning_role: web, tuning_host: web2 }
`;

const changed = `web1 (role web, 127.0.0.1:9100, Linux RELEASE)
  SETTING                           SPEC               NODE         LINE
  net.core.somaxconn                8192               4096         tuning.yaml:6:7
      this is the kernel's default: the setting was not applied, or before the key existed
  net.ipv4.ip_local_port_range      20000 50000        20000 50001  tuning.yaml:7:7
  net.ipv4.ip_local_reserved_ports  30000,30010-30020  30000        tuning.yaml:8:7
`;

// A busy machine takes its time to start three servers; the script ends by itself before that.
vi.setConfig({ testTimeout: 120_000 });
afterAll(() => {
  vi.resetConfig();
});

const script = new URL("verify-prometheus.sh", import.meta.url).pathname;
const programs = ["prometheus", "prometheus-node-exporter", "curl", "ip"];
const wanted = programs.find((program) => !hasProgram(program));

loaderTest(
  wanted ?? "prometheus",
  "verify finds a changed value, a node without sysctls, and one that is down, with a real server",
  () => {
    inTemporaryFolder((folder) => {
      for (const { path, text } of emitAll(planOf(spec), ["prometheus"]))
        if (path.endsWith("role-web/node-exporter.args"))
          writeFileSync(join(folder, "node-exporter.args"), text);
      writeFileSync(join(folder, "tuning.yaml"), spec);
      writeFileSync(join(folder, "prometheus.yaml"), prometheus);
      const { stdout, stderr } = inSandbox(
        `timeout -k 5 110 sh ${shellWords([script, folder, process.execPath, bin])}`,
      );
      const parts = stdout
        .replaceAll(`Linux ${release()}`, "Linux RELEASE")
        .split(/^== .*\n/mu);
      expect(parts.slice(1), stderr).toEqual([
        `web1 (role web, 127.0.0.1:9100, Linux RELEASE)
  as the spec says

1 node: 3 equal
exit 0
`,
        `${changed}
1 node: 3 different
exit 1
`,
        `error: 1 target of role \`web\` could not be scraped: 127.0.0.1:9102 [no-metrics]
  help: start node_exporter there, or remove the target if the node is gone
${changed}
${hostname()} (role web, 127.0.0.1:9101, Linux RELEASE)
  note: node_exporter exports no sysctls: start it with the arguments that the target prometheus writes for the node
  SETTING                           SPEC               NODE          LINE
  net.core.somaxconn                8192               not exported  tuning.yaml:6:7
  net.ipv4.ip_local_port_range      20000 50000        not exported  tuning.yaml:7:7
  net.ipv4.ip_local_reserved_ports  30000,30010-30020  not exported  tuning.yaml:8:7

No values of web2.

2 nodes: 3 different, 3 not exported; 1 host of the spec without values
exit 1
`,
        `error: http://127.0.0.1:9090 is not a Prometheus: it has no /api/v1/query (404) [prometheus-failed]
  help: give the address as Grafana has it, with the path before /api/v1: https://mimir.example.org/prometheus
No values of web1 and web2.

0 nodes; 2 hosts of the spec without values
exit 1
`,
      ]);
    });
  },
);
