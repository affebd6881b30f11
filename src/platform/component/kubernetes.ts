import { isAtLeast } from "../../core/version.js";

/** The kinds of objects that create pods, and the pod itself. */
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
 * The sysctls that Kubernetes lets a pod set.
 * Sources: k8s.io/docs/tasks/administer-cluster/sysctl-cluster, and pkg/kubelet/sysctl/safe_sysctls.go of
 * each release, the newest of which was 1.37.2.
 */

/** The newest release whose sources were read; nothing is known of what a later one changes. */
export const newestKubernetes = "1.37";

/** Safe sysctls, which need no allow-list, and the first release that treats them as safe. */
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
  "net.ipv4.tcp_slow_start_after_idle": "1.37",
  "net.ipv4.tcp_notsent_lowat": "1.37",
};

/** Returns the first release (or `always`) in which a sysctl needs no allow-list; undefined if it always needs one. */
export function safeFrom(id: string): string | undefined {
  return Object.hasOwn(safeSince, id) ? safeSince[id] : undefined;
}

/** Whether the sysctl is safe in this release; if the release is not known, whether it is safe in all of them. */
export function isSafe(id: string, kubernetes: string | undefined): boolean {
  const since = safeFrom(id);
  return (
    since === "always" ||
    (since !== undefined && isAtLeast(kubernetes, since) === true)
  );
}

/** Whether the kubelet accepts a sysctl at all. With any other on its allow-list, it does not start. */
export function isPodSysctl(id: string): boolean {
  return /^(?:kernel\.sem$|kernel\.shm|kernel\.msg|fs\.mqueue\.|net\.)/u.test(
    id,
  );
}

/** Whether the API server accepts a sysctl name. Source: pkg/apis/core/validation/validation.go, IsValidSysctlName. */
export function isSysctlName(name: string): boolean {
  return (
    name.length <= 253 &&
    name
      .split(/[./]/u)
      .every((segment) => /^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?$/u.test(segment))
  );
}

/** Returns why the kubelet refuses a pattern on its allow-list, as the end of a sentence; undefined if it does not. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > 253) return "is longer than 253 characters";
  if (
    !/^[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:[./][a-z0-9*](?:[-_a-z0-9*]*[a-z0-9*])?)*$/u.test(
      pattern,
    )
  ) {
    return "is not a valid sysctl name";
  }
  const star = pattern.indexOf("*");
  if (star !== -1 && star !== pattern.length - 1)
    return "has a `*` before its end";
  if (!isPodSysctl(pattern.replaceAll("/", ".").replace(/\*$/u, "x"))) {
    return "is not namespaced: only kernel.sem, kernel.shm*, kernel.msg*, fs.mqueue.* and net.* are";
  }
  return undefined;
}

/** Returns the namespace of a pod that a sysctl belongs to; undefined if it is not namespaced. */
export function podNamespaceOf(id: string): "net" | "ipc" | undefined {
  if (!isPodSysctl(id)) return undefined;
  return id.startsWith("net.") ? "net" : "ipc";
}

/**
 * Whether a sysctl affects the sockets of programs in its network namespace, such as servers and clients in a pod.
 * Other sysctls of the namespace affect forwarding and interfaces, which matter for the node.
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
 * Sysctls that the network of a Kubernetes node requires. A spec may set them even if something else also does.
 * Sources: kubernetes.io/docs/setup/production-environment/container-runtimes; torvalds/linux,
 * net/bridge/br_netfilter_hooks.c (those of the bridge are 1 by default).
 */
export const networkPrerequisites: ReadonlySet<string> = new Set([
  "net.ipv4.ip_forward",
  "net.bridge.bridge-nf-call-arptables",
  "net.bridge.bridge-nf-call-ip6tables",
  "net.bridge.bridge-nf-call-iptables",
]);
