import { describe } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";

const cases: Cases = {
  "the configuration of K3s": [
    `write-kubeconfig-mode: "0644"
# Pods
kubelet-arg:
  - "max-pods=250"
  - "--allowed-unsafe-sysctls=net.core.somaxconn,net.ipv4.*" # unsafe
kube-proxy-arg+:
  - proxy-mode=nftables
  # keep
  - "conntrack-max-per-core=0"
  # - conntrack-min=0
protect-kernel-defaults: true
disable-kube-proxy: false
`,
    [
      "4:5 fact maxPods: 250",
      "7:5 fact kubeProxy: nftables",
      "11:1 fact protectKernelDefaults: true",
      "5:5 allowedUnsafeSysctls net.core.somaxconn: true # unsafe ## Pods",
      "5:5 allowedUnsafeSysctls net.ipv4.*: true # unsafe ## Pods",
      "9:5 kubeProxy conntrack maxPerCore: 0 # keep",
      "10:5 out: - conntrack-min=0",
    ],
  ],
  "documents of kubeadm": [
    `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
kubernetesVersion: v1.34.0
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
nodeRegistration:
  kubeletExtraArgs:
    - { name: max-pods, value: "100" }
---
kind: KubeletConfiguration
allowedUnsafeSysctls: ["net.*"]
podPidsLimit: 4096
`,
    [
      "1:1 fact distribution: kubeadm",
      "3:20 fact kubernetes: 1.34",
      "9:7 fact maxPods: 100",
      "13:1 fact podPidsLimit: 4096",
      "12:24 allowedUnsafeSysctls net.*: true",
    ],
  ],
  "a ConfigMap that holds a KubeProxyConfiguration": [
    `apiVersion: v1
kind: ConfigMap
metadata: { name: kube-proxy }
data:
  config.conf: |-
    kind: KubeProxyConfiguration
    mode: ipvs
    ipvs: { strictARP: true }
    conntrack:
      maxPerCore: 0 # c
`,
    [
      "7:5 fact kubeProxy: ipvs",
      "8:13 [cluster] kubeProxy ipvs strictARP: true",
      "10:7 [cluster] kubeProxy conntrack maxPerCore: 0 # c",
    ],
  ],
  "a NodeConfig of EKS": [
    `apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  kubelet:
    config: { allowedUnsafeSysctls: [net.core.somaxconn] }
`,
    [
      "1:1 fact distribution: eks",
      "5:38 allowedUnsafeSysctls net.core.somaxconn: true",
    ],
  ],
  "variables of kubespray": [
    `additional_sysctl:
  - { name: kernel.panic, value: 10 }
kube_proxy_mode: ipvs
kube_proxy_conntrack_min: 131072
kubelet_max_pods: 200
kube_network_plugin: calico
kube_version: 1.33.4
`,
    [
      "3:1 fact kubeProxy: ipvs",
      "5:1 fact maxPods: 200",
      "6:1 fact cni: calico",
      "7:1 fact kubernetes: 1.33",
      "2:13 sysctl kernel.panic: 10",
      "4:1 [cluster] kubeProxy conntrack min: 131072",
    ],
  ],
};

describe("K3s, kubelet, kube-proxy and kubespray", () => {
  testCases(cases);
});
