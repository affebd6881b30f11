import { isAtLeast } from "../../core/version.js";

/** The kinds of objects that make pods, and the pod itself. */
export const workloadKinds = [
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "Job",
  "CronJob",
  "Pod",
] as const;

export type WorkloadKind = (typeof workloadKinds)[number];

/**
 * What Kubernetes lets a pod set.
 * Sources: k8s.io/docs/tasks/administer-cluster/sysctl-cluster, and pkg/kubelet/sysctl of each release.
 */

/** Sysctls a pod may set without the kubelet's leave, and the release from which on. */
const safeSince: Readonly<Record<string, string>> = {
  "kernel.shm_rmid_forced": "always",
  "net.ipv4.ip_local_port_range": "always",
  "net.ipv4.tcp_syncookies": "always",
  "net.ipv4.ping_group_range": "1.18",
  "net.ipv4.ip_unprivileged_port_start": "1.22",
  "net.ipv4.ip_local_reserved_ports": "1.27",
  "net.ipv4.tcp_keepalive_time": "1.29",
  "net.ipv4.tcp_keepalive_intvl": "1.29",
  "net.ipv4.tcp_keepalive_probes": "1.29",
  "net.ipv4.tcp_fin_timeout": "1.29",
  "net.ipv4.tcp_rmem": "1.32",
  "net.ipv4.tcp_wmem": "1.32",
};

/** The release (or `always`) from which on a pod may set a sysctl without an allow-list; undefined where it never may. */
export function safeFrom(id: string): string | undefined {
  return Object.hasOwn(safeSince, id) ? safeSince[id] : undefined;
}

/** Whether a kubelet of this release lets every pod set the sysctl. An unknown release: only what always was safe. */
export function isSafe(id: string, kubernetes: string | undefined): boolean {
  const since = safeFrom(id);
  return (
    since === "always" ||
    (since !== undefined && isAtLeast(kubernetes, since) === true)
  );
}

/** Whether the kubelet takes a sysctl at all: it stops at start over a pattern outside these. */
export function isPodSysctl(id: string): boolean {
  return /^(?:kernel\.sem$|kernel\.shm|kernel\.msg|fs\.mqueue\.|net\.)/u.test(
    id,
  );
}

/** Whether the API server takes a sysctl's name: pkg/apis/core/validation/validation.go, IsValidSysctlName. */
export function isSysctlName(name: string): boolean {
  return (
    name.length <= 253 &&
    name
      .split(/[./]/u)
      .every((segment) => /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/u.test(segment))
  );
}

/** Why the kubelet would refuse a pattern of its allow-list, as the end of a sentence; undefined where it takes it. */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > 253) return "is longer than 253 characters";
  if (
    !/^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9*](?:[-_a-z0-9*]*[a-z0-9*])?)*$/u.test(
      pattern,
    )
  ) {
    return "is no sysctl name";
  }
  const star = pattern.indexOf("*");
  if (star !== -1 && star !== pattern.length - 1)
    return "has a `*` elsewhere than at its end";
  if (!isPodSysctl(pattern.replaceAll("/", ".").replace(/\*$/u, "x"))) {
    return "is not namespaced: only kernel.sem, kernel.shm*, kernel.msg*, fs.mqueue.* and net.* are";
  }
  return undefined;
}

/** The namespace of a pod that holds a sysctl; undefined where a pod has none for it, and the kubelet refuses it. */
export function podNamespaceOf(id: string): "net" | "ipc" | undefined {
  if (!isPodSysctl(id)) return undefined;
  return id.startsWith("net.") ? "net" : "ipc";
}

/**
 * Whether a sysctl governs the sockets of the programs in its network namespace: what a server or a client in a pod
 * would feel. Others of the namespace govern forwarding and interfaces, which are the node's affair.
 */
export function isSocketSetting(id: string): boolean {
  return (
    /^net\.ipv4\.(?:tcp_|udp_)/u.test(id) ||
    id === "net.core.somaxconn" ||
    id === "net.ipv4.ip_local_port_range" ||
    id === "net.unix.max_dgram_qlen"
  );
}

/**
 * What the network of a Kubernetes node rests on: to write these says what must hold, whoever else sets them.
 * Sources: kubernetes.io/docs/setup/production-environment/container-runtimes; the bridge's begin with 1, torvalds/linux,
 * net/bridge/br_netfilter_hooks.c.
 */
export const networkPrerequisites: ReadonlySet<string> = new Set([
  "net.ipv4.ip_forward",
  "net.bridge.bridge-nf-call-arptables",
  "net.bridge.bridge-nf-call-ip6tables",
  "net.bridge.bridge-nf-call-iptables",
]);
