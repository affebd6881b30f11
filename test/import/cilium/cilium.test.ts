import { describe } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";

const cases: Cases = {
  "a HelmRelease": [
    `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: cilium, namespace: kube-system }
spec:
  chart:
    spec:
      chart: cilium
      version: 1.17.2
  values:
    kubeProxyReplacement: true
    bpf:
      # Twice
      ctTcpMax: 1048576
      natMax: "524288" # nat
      masquerade: true
    bandwidthManager: { enabled: true }
`,
    [
      "8:16 [cluster] cilium version: 1.17.2",
      "13:7 [cluster] cilium bpf ctTcpMax: 1048576 ## Twice",
      "14:7 [cluster] cilium bpf natMax: 524288 # nat ## Twice",
      "16:25 [cluster] cilium bandwidthManager enabled: true",
      "10:5 note: 2 values of Cilium's chart are no part of the spec, and stay where they are",
    ],
  ],
  "the ConfigMap": [
    `apiVersion: v1
kind: ConfigMap
metadata: { name: cilium-config }
data:
  bpf-ct-global-any-max: "262144"
  bpf-map-dynamic-size-ratio: "0.0025"
  ipam: kubernetes
`,
    [
      "5:3 [cluster] cilium bpf ctAnyMax: 262144",
      "6:3 [cluster] cilium bpf mapDynamicSizeRatio: 0.0025",
      "5:3 note: 1 option of Cilium's agent is no part of the spec, and stays where it is",
    ],
  ],
  "valuesContent of a HelmChart": [
    `apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: { name: cilium }
spec:
  chart: cilium
  version: "1.16.1"
  valuesContent: |-
    bpf:
      policyMapMax: 65536 # pol
`,
    [
      "6:12 [cluster] cilium version: 1.16.1",
      "9:7 [cluster] cilium bpf policyMapMax: 65536 # pol",
    ],
  ],
  "plain values": [
    `# Values
bpf:
  mapDynamicSizeRatio: 0.005 # more
  mapMax: { ct: { tcp: 1000000 } }
  lbMapMax: null
tunnel: vxlan
`,
    [
      "heading: Values",
      "3:3 [cluster] cilium bpf mapDynamicSizeRatio: 0.005 # more",
      "4:19 [cluster] cilium bpf mapMax ct tcp: 1000000",
      "2:1 note: 1 value of Cilium's chart is no part of the spec, and stays where it is",
    ],
  ],
  "an Application of Argo CD": [
    `kind: Application
metadata: { name: cilium }
spec:
  source:
    chart: cilium
    targetRevision: 1.18.1
    helm:
      valuesObject:
        bpf: { preallocateMaps: true }
      values: |
        bandwidthManager:
          bbr: true
`,
    [
      "6:21 [cluster] cilium version: 1.18.1",
      "9:16 [cluster] cilium bpf preallocateMaps: true",
      "12:11 [cluster] cilium bandwidthManager bbr: true",
    ],
  ],
  helmfile: [
    `releases:
  - name: cilium
    chart: cilium/cilium
    version: 1.15.3
    values:
      - bpf: { natMax: 100000 }
`,
    [
      "4:14 [cluster] cilium version: 1.15.3",
      "6:16 [cluster] cilium bpf natMax: 100000",
    ],
  ],
};

describe("Cilium", () => {
  testCases(cases);
});
