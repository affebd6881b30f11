import type { Matcher } from "../../plan/monitoring-types.js";
import { defineRule, type Report } from "../rule.js";

export const monitoringSameNodes = defineRule({
  name: "monitoring-same-nodes",
  scope: "plan",
  severity: "warning",
  group: "harm",
  summary: "Matchers that find the same nodes for two roles or hosts",
  explanation:
    "The rules compare each node's live values with those of the role or host that its metrics match. What matches for two of them is compared with both, and drifts for ever where they differ.",
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
        message: "these matchers find the nodes of another one too",
        why: "a node would be compared with two specs, and drift from one of them for ever",
        help: "write matchers that find only these nodes",
        ...(other && {
          related: [{ message: "the same matchers", span: other }],
        }),
      });
    }
    return reports;
  },
});

/** Matchers count all together, in whatever order they stand. */
function textOf(matchers: readonly Matcher[]): string {
  return matchers
    .map(({ label, op, value }) => JSON.stringify([label, op, value]))
    .sort()
    .join();
}
