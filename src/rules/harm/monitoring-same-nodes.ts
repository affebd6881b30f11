import type { Matcher } from "../../plan/monitoring-types.js";
import { defineRule, type Report } from "../rule.js";

export const monitoringSameNodes = defineRule({
  name: "monitoring-same-nodes",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "Matchers that select the same nodes for two roles or hosts",
  page: () => ({
    explanation:
      "The alert rules compare the live values of each node with the role or host that its metrics match. A node that matches two of them is compared with both, and reports drift forever where they differ.",
    source: 'docs/spec.md, "Monitoring"',
    failing: {
      spec: `version: 1
roles:
  controller: { node: { os: linux } }
  worker: { node: { os: linux } }
monitoring:
  roles:
    controller: { instance: "node.*" }
    worker: { instance: "node.*" }
`,
      at: "8:5",
    },
    passing: {
      spec: `version: 1
roles:
  controller: { node: { os: linux } }
  worker: { node: { os: linux } }
monitoring:
  roles:
    controller: { instance: "controller.*" }
    worker: { instance: "worker.*" }
`,
    },
  }),
  check: ({ monitoring }) => {
    if (monitoring === undefined) return [];
    const first = new Map<string, readonly Matcher[]>();
    const reports: Report[] = [];
    for (const [matchers, span] of monitoring.spans) {
      const text = textOf(matchers);
      const before = first.get(text);
      if (before === undefined) {
        first.set(text, matchers);
        continue;
      }
      const other = monitoring.spans.get(before);
      reports.push({
        about: monitoring,
        span,
        message: "these matchers select the nodes of another role or host, too",
        why: "Prometheus compares each node with two specs, so it always drifts from one of them where they differ",
        help: "write matchers that select only these nodes",
        ...(other && {
          related: [{ message: "the same matchers", span: other }],
        }),
      });
    }
    return reports;
  },
});

/** All matchers must match, so their order does not matter. */
function textOf(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, op, value }) => JSON.stringify([label, op, value]))
    .sort()
    .join();
}
