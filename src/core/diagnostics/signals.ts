import type { Codes } from "./entry.js";

/** A small spec, to which the examples add a rollout. */
const worker = `version: 1
roles:
  worker:
    node: { os: nixos }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`;

const monitored = `${worker}monitoring: {}
`;

/** Codes about `watch` and `stop` of a rollout. */
export const signalCodes = {
  "malformed-signal": {
    severity: "error",
    summary:
      "An entry of `watch` or `stop` with nothing to look at, or with two things",
    page: () => ({
      explanation:
        "Each entry is the name of an alert, words for whoever rolls out, or a mapping with one of `alert`, `query` and `command`. `above` and `below` belong to a query, `expect` to a query or a command, `from` to an alert. Write one entry for each thing to look at.",
      failing: {
        spec: `${worker}rollout:
  stages:
    - { name: all, roles: [worker], watch: [{ why: Drops }] }
`,
        at: "9:45",
      },
      passing: {
        spec: `${worker}rollout:
  stages:
    - name: all
      roles: [worker]
      watch:
        - query: rate(node_netstat_TcpExt_ListenDrops[5m])
          expect: no drops
        - Broken pipes in the logs of containers
`,
      },
    }),
  },
  "unknown-alert": {
    severity: "error",
    summary: "An alert that does not exist",
    page: () => ({
      explanation:
        "An entry of `watch` or `stop` without spaces is the name of an alert of this spec, as the section `monitoring` has it (`conntrack-usage`) or as Prometheus has it (`TuningConntrackUsage`). Nobody would see another one fire. Correct the name, or say whose alert it is: `{ alert: KubeNodeNotReady, from: kube-prometheus-stack }`.",
      failing: {
        spec: `${monitored}rollout:
  watch: [listen-overflow]
  stages:
    - { name: all, roles: [worker] }
`,
        at: "9:11",
      },
      passing: {
        spec: `${monitored}rollout:
  watch:
    - listen-overflows
    - { alert: KubeNodeNotReady, from: kube-prometheus-stack }
  stages:
    - { name: all, roles: [worker] }
`,
      },
    }),
  },
  "alert-not-written": {
    severity: "error",
    summary: "An alert that tunegen knows, but does not write for this spec",
    page: () => ({
      explanation:
        "An alert exists only if the spec has the section `monitoring`, which does not switch it off, and if a node tunes what it watches. One that cannot fire would look like good news in every stage of the rollout. Add the section, or remove the alert.",
      failing: {
        spec: `${worker}rollout:
  watch: [listen-overflows]
  stages:
    - { name: all, roles: [worker] }
`,
        at: "8:11",
      },
      passing: {
        spec: `${monitored}rollout:
  watch: [listen-overflows]
  stages:
    - { name: all, roles: [worker] }
`,
      },
    }),
  },
} satisfies Codes;
