import { expect, test } from "vitest";
import type { StatedFacts } from "../../src/platform/facts.js";
import { factsWords } from "../../src/platform/facts-words.js";

const cases: readonly (readonly [StatedFacts, string])[] = [
  [{}, ""],
  [
    {
      os: "nixos",
      osVersion: "25.11",
      distribution: "k3s",
      kubernetes: "1.34",
      kernel: "6.12",
      kubeProxy: "iptables",
      cni: "flannel",
      arch: "arm64",
      cpus: 4,
      memory: 4n << 30n,
    },
    "nixos 25.11, k3s, Kubernetes 1.34, kernel 6.12, kube-proxy iptables, flannel, arm64, 4 CPUs, 4 GiB",
  ],
  [
    { os: "talos", distribution: "talos", kubeProxy: "none", cpus: 1 },
    "talos, no kube-proxy, 1 CPU",
  ],
  [
    { distribution: "none", pageSize: 16384n, protectKernelDefaults: true },
    "no Kubernetes, 16 KiB pages, protectKernelDefaults",
  ],
  [{ osVersion: "1.11", protectKernelDefaults: false }, ""],
  [{ maxPods: 1, podPidsLimit: 1 }, "1 pod, 1 process per pod"],
];

test.each(cases.map(([facts, words]) => ({ facts, words })))(
  "$words",
  ({ facts, words }) => {
    expect(factsWords(facts)).toBe(words);
  },
);
