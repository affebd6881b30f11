import { describe, expect, it } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";
import { linesOf, readText } from "../yaml/read.js";

const cases: Cases = {
  "a patch": [
    `machine:
  sysctls:
    net.core.somaxconn: 65535
    net/ipv4/ip_forward: "1"
    net/ipv6/conf/eth0.100/disable_ipv6: "1"
  sysfs:
    kernel.mm.transparent_hugepage.enabled: madvise
  kernel:
    modules:
      - name: nf_conntrack
        parameters: [hashsize=65536]
      - name: tcp_bbr
`,
    [
      "3:5 sysctl net.core.somaxconn: 65535",
      "4:5 sysctl net.ipv4.ip_forward: 1",
      "5:5 sysctl net/ipv6/conf/eth0.100/disable_ipv6: 1",
      "7:5 sysfs kernel.mm.transparent_hugepage.enabled: madvise",
      '10:15 modules nf_conntrack: {"parameters":{"hashsize":"65536"}}',
      "12:15 modules tcp_bbr: {}",
    ],
  ],
  "a whole configuration": [
    `version: v1alpha1
machine:
  type: worker
  kubelet:
    image: ghcr.io/siderolabs/kubelet:v1.34.2
    extraArgs:
      allowed-unsafe-sysctls: net.core.somaxconn,net.ipv4.*
      max-pods: "250"
    extraConfig:
      podPidsLimit: 4096
  install:
    image: factory.talos.dev/installer/376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba:v1.11.3
    extraKernelArgs:
      - mitigations=off
      - console=tty0
      - console=ttyS0
      - quiet
      - -init_on_alloc
cluster:
  network:
    cni: { name: flannel }
  proxy:
    mode: nftables
    extraArgs: { conntrack-max-per-core: "0" }
`,
    [
      "5:12 fact kubernetes: 1.34",
      "10:7 fact podPidsLimit: 4096",
      "8:7 fact maxPods: 250",
      "12:12 fact osVersion: 1.11",
      "21:18 fact cni: flannel",
      "23:11 fact kubeProxy: nftables",
      "7:7 allowedUnsafeSysctls net.core.somaxconn: true",
      "7:7 allowedUnsafeSysctls net.ipv4.*: true",
      "14:9 kernelArgs mitigations: off",
      '15:9 kernelArgs console: ["tty0","ttyS0"]',
      "17:9 kernelArgs quiet: true",
      "24:18 [cluster] kubeProxy conntrack maxPerCore: 0",
      "18:9 left: `-init_on_alloc` removes an argument that the system adds, which the spec cannot do",
    ],
  ],
  "documents of Talos 1.14": [
    `apiVersion: v1alpha1
kind: SysctlConfig
params:
  vm.max_map_count: "262144"
---
apiVersion: v1alpha1
kind: SysfsConfig
params:
  block.sda.queue.scheduler: none
---
# Larger table
apiVersion: v1alpha1
kind: KernelModuleConfig
name: nf_conntrack
parameters: [hashsize=65536]
---
apiVersion: v1alpha1
kind: KubeletConfig
config:
  allowedUnsafeSysctls: [net.core.somaxconn]
  maxPods: 200
---
apiVersion: v1alpha1
kind: KubeProxyConfig
config:
  mode: iptables
  conntrack: { min: 131072, tcpEstablishedTimeout: 2h0m0s }
---
apiVersion: v1alpha1
kind: CRIBaseRuntimeSpecConfig
overrides:
  process:
    rlimits:
      - { type: RLIMIT_NOFILE, soft: 65536, hard: 1048576 }
      - { type: RLIMIT_MEMLOCK, soft: 18446744073709551615, hard: 18446744073709551615 }
---
apiVersion: v1alpha1
kind: UdevRulesConfig
rules:
  - SUBSYSTEM=="block", ATTR{queue/scheduler}="none"
`,
    [
      "21:3 fact maxPods: 200",
      "26:3 fact kubeProxy: iptables",
      "4:3 sysctl vm.max_map_count: 262144",
      "9:3 sysfs block.sda.queue.scheduler: none",
      '14:7 modules nf_conntrack: {"parameters":{"hashsize":"65536"}} # Larger table',
      "20:26 allowedUnsafeSysctls net.core.somaxconn: true",
      "27:16 [cluster] kubeProxy conntrack min: 131072",
      "27:29 [cluster] kubeProxy conntrack tcpEstablishedTimeout: 2h0m0s",
      '34:17 limits nofile: {"soft":65536,"hard":1048576}',
      '35:17 limits memlock: {"soft":"unlimited","hard":"unlimited"}',
      '40:5 left: the udev rule `SUBSYSTEM=="block", ATTR{queue/scheduler}="none"` is not taken',
    ],
  ],
  "huge pages, and a schematic": [
    `customization:
  extraKernelArgs:
    - default_hugepagesz=1G hugepagesz=1G hugepages=16
    - hugepagesz=2M
    - hugepages=0:512,1:512
`,
    [
      "3:7 hugepages default: 1G",
      "3:7 hugepages 1G: 16",
      '4:7 hugepages 2M: [{"count":512,"node":0},{"count":512,"node":1}]',
    ],
  ],
  "talhelper's talconfig": [
    `clusterName: home
talosVersion: v1.11.2
kubernetesVersion: v1.34.1
nodes:
  - hostname: cp0
    patches:
      - |-
        machine:
          sysctls:
            # One node only
            vm.nr_hugepages: "1024"
      - |-
        - op: add
          path: /machine/sysctls
          value:
            net.core.rmem_max: "7500000"
        - op: add
          path: /machine/sysctls/net.core.somaxconn
          value: 1024
        - op: add
          path: /machine/sysctls/net~1ipv4~1ip_forward
          value: 1
patches:
  - |-
    # On all nodes
    machine:
      sysctls:
        fs.inotify.max_user_watches: "1048576" # Many files
controlPlane:
  schematic:
    customization:
      extraKernelArgs: [net.ifnames=0]
worker:
  kernelModules:
    - name: nvme_tcp
  patches:
    - "@./patches/x.yaml"
`,
    [
      "2:15 fact osVersion: 1.11",
      "3:20 fact kubernetes: 1.34",
      "11:13 [cp0] sysctl vm.nr_hugepages: 1024 # One node only",
      "16:13 [cp0] sysctl net.core.rmem_max: 7500000",
      "18:17 [cp0] sysctl net.core.somaxconn: 1024",
      "21:17 [cp0] sysctl net.ipv4.ip_forward: 1",
      "28:9 sysctl fs.inotify.max_user_watches: 1048576 # Many files",
      "32:25 [controlPlane] kernelArgs net.ifnames: 0",
      "35:13 [worker] modules nvme_tcp: {}",
    ],
  ],
  JSON: [
    `{"machine":{"sysctls":{"net.core.somaxconn":"65535","vm.swappiness":10}}}`,
    ["1:24 sysctl net.core.somaxconn: 65535", "1:53 sysctl vm.swappiness: 10"],
  ],
  CRLF: [
    "machine:\r\n  sysctls:\r\n    # Why\r\n    vm.swappiness: 10\r\n",
    ["4:5 sysctl vm.swappiness: 10 # Why"],
  ],
};

describe("Talos", () => {
  testCases(cases);

  it("states the operating system", () => {
    expect(linesOf(readText("machine: { sysctls: {} }"))).toEqual([
      "1:1 fact os: talos",
    ]);
  });
});
