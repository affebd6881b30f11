import type { Random } from "./random.js";

/** A sysctl as its author means it. */
export interface Meant {
  /** With dots; that of an interface with a dot in its name has slashes. */
  readonly key: string;
  /** As the kernel gets it. */
  readonly value: string;
}

const numbers = [
  "0",
  "1",
  "10",
  "128",
  "4096",
  "65535",
  "262144",
  "16777216",
  "2147483647",
];

const keys: readonly (readonly [key: string, values: readonly string[]])[] = [
  ["net.core.somaxconn", numbers],
  ["net.core.rmem_max", ["16777216", "212992", "67108864"]],
  ["net.core.wmem_max", ["16777216", "212992", "33554432"]],
  ["net.core.netdev_max_backlog", numbers],
  ["net.core.default_qdisc", ["fq", "fq_codel", "cake"]],
  ["net.ipv4.tcp_congestion_control", ["bbr", "cubic", "reno"]],
  ["net.ipv4.tcp_rmem", ["4096 87380 16777216", "8192 131072 6291456"]],
  ["net.ipv4.tcp_wmem", ["4096 65536 16777216", "4096 16384 4194304"]],
  ["net.ipv4.ip_local_port_range", ["1024 65535", "10000 61000"]],
  ["net.ipv4.tcp_keepalive_time", ["600", "7200", "61"]],
  ["net.ipv4.tcp_fin_timeout", ["15", "30"]],
  ["net.ipv4.tcp_tw_reuse", ["0", "1", "2"]],
  ["net.ipv4.ip_forward", ["0", "1"]],
  ["net.ipv4.conf.all.rp_filter", ["0", "1", "2"]],
  ["net.ipv4.conf.default.accept_redirects", ["0", "1"]],
  ["net.ipv6.conf.all.forwarding", ["0", "1"]],
  ["net.ipv6.conf.eth0.accept_ra", ["0", "1", "2"]],
  ["net.ipv4.neigh.default.gc_thresh3", ["8192", "32768"]],
  ["net.netfilter.nf_conntrack_max", ["262144", "1048576"]],
  ["net.netfilter.nf_conntrack_tcp_timeout_established", ["86400", "3600"]],
  ["net.bridge.bridge-nf-call-iptables", ["0", "1"]],
  ["vm.swappiness", ["0", "1", "10", "60"]],
  ["vm.max_map_count", ["262144", "1048576"]],
  ["vm.overcommit_memory", ["0", "1"]],
  ["vm.dirty_bytes", ["268435456", "1073741824"]],
  ["vm.min_free_kbytes", ["65536", "1048576"]],
  ["fs.file-max", ["2097152", "1000000"]],
  ["fs.inotify.max_user_instances", ["512", "8192"]],
  ["fs.inotify.max_user_watches", ["524288", "1048576"]],
  ["fs.aio-max-nr", ["1048576"]],
  ["kernel.pid_max", ["4194304", "65536"]],
  ["kernel.panic", ["10", "-1", "0"]],
  ["kernel.printk", ["3 4 1 3", "7 4 1 7"]],
  ["kernel.core_pattern", ["/tmp/core.%e.%p", "core"]],
  ["kernel.sched_autogroup_enabled", ["0", "1"]],
  ["user.max_user_namespaces", ["28633", "0"]],
];

/** Some settings, each key once. */
export function someSettings(random: Random, most = 12): readonly Meant[] {
  return random
    .some(keys, most)
    .map(([key, values]) => ({ key, value: random.pick(values) }));
}

const words = [
  "Bursts of connections at the ingress",
  "was 4096",
  "The NAS closes idle connections",
  "default: 128",
  "Elasticsearch needs it",
  "many pods watch files",
  "see https://fasterdata.es.net/network-tuning/linux/",
  "k8s: required by kube-proxy (IPVS)",
  "100% of the nodes",
];

/** A comment without its mark. */
export function someWords(random: Random): string {
  return random.pick(words);
}
