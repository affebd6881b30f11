import { describe } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";

const cases: Cases = {
  "a workload on the node's network": [
    `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: a, namespace: b }
spec:
  template:
    spec:
      hostNetwork: true
      securityContext:
        sysctls:
          # queue
          - name: net.core.somaxconn
            value: "1024" # end
      initContainers:
        - command: [sysctl, -w, vm.max_map_count=262144]
        - command: [sh, -c, "sysctl -w net.core.rmem_max=1 && sysctl -w net.core.wmem_max=2"]
`,
    [
      "11:19 [DaemonSet b/a] sysctl net.core.somaxconn: 1024 # queue. end",
      "14:33 sysctl vm.max_map_count: 262144",
      "15:29 sysctl net.core.rmem_max: 1",
      "15:29 sysctl net.core.wmem_max: 2",
      "14:33 note: `vm.max_map_count=262144` is set by a command; it is taken as a sysctl of the node",
    ],
  ],
  "parts of one chart": [
    `controller:
  podSecurityContext:
    sysctls: [{ name: net.core.somaxconn, value: "1" }]
defaultBackend:
  podSecurityContext:
    sysctls: [{ name: net.core.somaxconn, value: "2" }]
`,
    [
      "3:23 [- -/controller] sysctl net.core.somaxconn: 1",
      "6:23 [- -/defaultBackend] sysctl net.core.somaxconn: 2",
    ],
  ],
  "a HelmRelease of app-template": [
    `kind: HelmRelease
metadata: { name: app }
spec:
  values:
    defaultPodOptions: { securityContext: { sysctls: [{ name: net.ipv4.tcp_syncookies, value: "1" }] } }
    controllers:
      main:
        type: statefulset
        pod: { securityContext: { sysctls: [{ name: net.core.somaxconn, value: "3" }] } }
`,
    [
      "5:63 [- -/app] sysctl net.ipv4.tcp_syncookies: 1",
      "9:53 [StatefulSet -/app] sysctl net.core.somaxconn: 3",
    ],
  ],
  "a patch with its target": [
    `patches:
  - target: { kind: Deployment, name: web }
    patch: |-
      - op: add
        path: /spec/template/spec/securityContext/sysctls/-
        value: { name: net.core.somaxconn, value: "9" }
`,
    ["6:24 [Deployment -/web] sysctl net.core.somaxconn: 9"],
  ],
  "a CronJob": [
    `kind: CronJob
metadata: { name: n }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          securityContext:
            sysctls: [{ name: net.core.somaxconn, value: '1' }]
`,
    ["9:31 [CronJob -/n] sysctl net.core.somaxconn: 1"],
  ],
  "Docker Compose": [
    `services:
  web:
    image: x
    sysctls:
      net.core.somaxconn: 1024
`,
    [
      "4:5 left: these sysctls are those of one container, which the spec has no place for",
      "5:7 left: `net.core.somaxconn` was not taken: tunegen does not know what this line is",
    ],
  ],
};

describe("sysctls of pods", () => {
  testCases(cases);
});
