import type { StatedFacts } from "../../platform/facts.js";
import { memoryWords } from "../quantities.js";

/** `nixos 25.11, k3s, Kubernetes 1.34, kernel 6.12, kube-proxy iptables, flannel, arm64, 4 cpus, 4 GiB`. */
export function factsWords(facts: StatedFacts): string {
  const { os, osVersion, distribution, kubernetes, kernel, kubeProxy } = facts;
  const { cni, arch, cpus, memory, pageSize, protectKernelDefaults } = facts;
  const same = distribution === os;
  return [
    os && (osVersion === undefined ? os : `${os} ${osVersion}`),
    distribution === undefined || same
      ? undefined
      : distribution === "none"
        ? "no Kubernetes"
        : distribution,
    kubernetes && `Kubernetes ${kubernetes}`,
    kernel && `kernel ${kernel}`,
    kubeProxy === "none"
      ? "no kube-proxy"
      : kubeProxy && `kube-proxy ${kubeProxy}`,
    cni,
    arch,
    cpus === undefined ? undefined : cpus === 1 ? "1 cpu" : `${cpus} cpus`,
    memory === undefined ? undefined : memoryWords(memory),
    pageSize === undefined ? undefined : `pages of ${memoryWords(pageSize)}`,
    protectKernelDefaults === true ? "protectKernelDefaults" : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
