/**
 * Keys with a value that every kernel takes, so that a spec of any size can be made of them.
 *
 * @type {readonly (readonly [string, number])[]}
 */
export const keys = [
  ["net.core.somaxconn", 8192],
  ["net.core.rmem_max", 16777216],
  ["net.core.wmem_max", 16777216],
  ["net.core.rmem_default", 262144],
  ["net.core.wmem_default", 262144],
  ["net.core.netdev_max_backlog", 5000],
  ["net.core.netdev_budget", 600],
  ["net.core.optmem_max", 262144],
  ["net.ipv4.tcp_max_syn_backlog", 8192],
  ["net.ipv4.tcp_fin_timeout", 30],
  ["net.ipv4.tcp_keepalive_time", 600],
  ["net.ipv4.tcp_keepalive_intvl", 60],
  ["net.ipv4.tcp_keepalive_probes", 3],
  ["net.ipv4.tcp_tw_reuse", 1],
  ["net.ipv4.tcp_timestamps", 1],
  ["net.ipv4.tcp_mtu_probing", 1],
  ["net.ipv4.tcp_slow_start_after_idle", 0],
  ["net.ipv4.tcp_no_metrics_save", 1],
  ["net.ipv4.tcp_max_tw_buckets", 65536],
  ["net.ipv4.tcp_syn_retries", 4],
  ["net.ipv4.tcp_retries2", 8],
  ["net.ipv4.ip_forward", 1],
  ["net.ipv4.neigh.default.gc_thresh1", 1024],
  ["net.ipv4.neigh.default.gc_thresh2", 4096],
  ["net.ipv4.neigh.default.gc_thresh3", 8192],
  ["net.ipv6.neigh.default.gc_thresh3", 8192],
  ["net.netfilter.nf_conntrack_max", 262144],
  ["net.netfilter.nf_conntrack_tcp_timeout_time_wait", 60],
  ["net.netfilter.nf_conntrack_udp_timeout_stream", 180],
  ["net.bridge.bridge-nf-call-iptables", 1],
  ["vm.max_map_count", 262144],
  ["vm.swappiness", 10],
  ["vm.dirty_ratio", 20],
  ["vm.dirty_background_ratio", 5],
  ["vm.vfs_cache_pressure", 50],
  ["fs.file-max", 2097152],
  ["fs.inotify.max_user_watches", 1048576],
  ["fs.inotify.max_user_instances", 8192],
  ["fs.aio-max-nr", 1048576],
  ["kernel.pid_max", 4194304],
];

/**
 * The name of a host. All are equally long, so that their comments break in the same places.
 *
 * @param {number} host
 */
export function nameOf(host) {
  return `host${String(host).padStart(5, "0")}`;
}

/**
 * A spec of so many hosts, each with settings of its own, no two hosts alike.
 *
 * @param {number} hosts
 * @param {number} settings of each host, 40 at the most
 */
export function manyHosts(hosts, settings) {
  const lines = [
    "version: 1",
    "roles:",
    "  worker:",
    "    node: { os: linux, kernel: '6.12' }",
    "hosts:",
  ];
  for (let host = 0; host < hosts; host += 1) {
    lines.push(`  ${nameOf(host)}:`, "    role: worker", "    sysctl:");
    for (const [key, value] of keys.slice(0, settings)) {
      const own = key === "net.core.somaxconn" ? value + host : value;
      lines.push(`      ${key}: ${own} # measured on ${nameOf(host)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
