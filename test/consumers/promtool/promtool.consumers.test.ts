import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { alertTests } from "../../monitoring/alert-tests.js";
import { recordingTests } from "../../monitoring/recording-tests.js";
import { inTemporaryFolder } from "../../support/temporary.js";
import { consumer, consumerTest, versionOf } from "../consumer.js";

const source = {
  folder: "promtool",
  module: "github.com/prometheus/prometheus",
  modFile: "go.mod",
  package: "github.com/prometheus/prometheus/cmd/promtool",
};

const promtool = { run: consumer(source), test: consumerTest };

describe(`promtool ${versionOf(source)}`, () => {
  alertTests(promtool);
  recordingTests(promtool);

  const rules = {
    "rules.yaml": "groups: [{ name: a, rules: [{ alert: B, expr: up == 0 }] }]",
  };
  for (const [wrong, args, files, message] of [
    [
      "a rule that does not parse",
      ["check", "rules"],
      { "rules.yaml": rules["rules.yaml"].replace("up == 0", "up ==") },
      "parse error",
    ],
    [
      "an alert that does not fire",
      ["test", "rules"],
      {
        ...rules,
        "tests.yaml": JSON.stringify({
          rule_files: ["rules.yaml"],
          tests: [
            {
              input_series: [{ series: "up", values: "1x10" }],
              alert_rule_test: [
                { eval_time: "5m", alertname: "B", exp_alerts: [{}] },
              ],
            },
          ],
        }),
      },
      "FAILED",
    ],
  ] as const)
    consumerTest(`refuses ${wrong}`, () => {
      inTemporaryFolder((folder) => {
        const paths = Object.entries(files).map(([name, text]) => {
          const path = join(folder, name);
          writeFileSync(path, text);
          return path;
        });
        const { status, stdout, stderr } = promtool.run([
          ...args,
          ...paths.slice(-1),
        ]);
        expect(stdout + stderr).toContain(message);
        expect(status).toBe(1);
      });
    });
});
