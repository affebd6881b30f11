import type { Codes } from "./entry.js";

/** Codes about the section `monitoring`. */
export const monitoringCodes = {
  "malformed-label": {
    severity: "error",
    summary: "An invalid label of a metric or of a Kubernetes object",
    page: () => ({
      explanation:
        "Prometheus label names have letters, digits and underscores and do not start with a digit or two underscores. Labels of Kubernetes objects have at most 63 letters, digits, dots, dashes and underscores. Prometheus or the API server refuses the whole rule file because of one invalid label, so that no alert works.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
monitoring:
  roles: { worker: { node-name: "worker.*" } }
`,
        at: "8:22",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
monitoring:
  roles: { worker: { instance: "worker.*" } }
`,
      },
    }),
  },
  "malformed-matcher": {
    severity: "error",
    summary: "A pattern that Prometheus refuses, or that matches every node",
    page: () => ({
      explanation:
        "A matcher is a regular expression in RE2's syntax that matches the whole value of a label. Prometheus refuses a whole rule file with any other, such as one with a lookaround, a back-reference or `a{1001}`. tunegen also refuses a pattern of more than 16,384 characters, or with more than 2,000 repetitions in all. A pattern that matches the empty value, such as `.*`, also selects the metrics of targets without the label. A role or host without any matcher would select the metrics of all nodes. Write a pattern that matches only these nodes.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
monitoring:
  roles: { worker: { instance: ".*" } }
`,
        at: "8:32",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
monitoring:
  roles: { worker: { instance: "worker.*" } }
`,
      },
    }),
  },
  "malformed-query": {
    severity: "error",
    summary: "A query that Prometheus refuses",
    page: () => ({
      explanation:
        "Prometheus refuses a whole rule file because of one query that it cannot read: one without text, with a string or a bracket that has no end, or with a variable of Grafana such as `$__rate_interval`. tunegen checks no more than that; `promtool check rules` reads the written file as Prometheus does.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
monitoring:
  recordingRules:
    job:requests:rate5m: sum by (job) (rate(requests_total[$__rate_interval]))
`,
        at: "9:26",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
monitoring:
  recordingRules:
    job:requests:rate5m: sum by (job) (rate(requests_total[5m]))
`,
      },
    }),
  },
} satisfies Codes;
