/** Words that people search for, and the pages that answer them: error messages, and other names. */
export const synonyms: readonly {
  readonly words: string;
  readonly pages: readonly string[];
}[] = [
  {
    words:
      "too many open files EMFILE ENFILE ulimit nofile file descriptors limit",
    pages: [
      "keys/fs.file-max.html",
      "keys/fs.nr_open.html",
      "docs/spec.html#limits-sysfs-kernel-arguments-and-huge-pages",
      "rules/file-limits.html",
    ],
  },
  {
    words:
      "conntrack table full nf_conntrack table full dropping packet connection tracking 131072",
    pages: [
      "keys/net.netfilter.nf_conntrack_max.html",
      "keys/net.netfilter.nf_conntrack_buckets.html",
      "rules/reset-by-kube-proxy.html",
    ],
  },
  {
    words:
      "no space left on device inotify ENOSPC too many watches file watcher watchers",
    pages: [
      "keys/fs.inotify.max_user_watches.html",
      "keys/fs.inotify.max_user_instances.html",
    ],
  },
  {
    words: "listen backlog accept queue overflow connection refused SYN flood",
    pages: [
      "keys/net.core.somaxconn.html",
      "keys/net.ipv4.tcp_max_syn_backlog.html",
      "rules/accept-queue.html",
    ],
  },
  {
    words:
      "cannot assign requested address EADDRNOTAVAIL out of ports port exhaustion ephemeral ports",
    pages: [
      "keys/net.ipv4.ip_local_port_range.html",
      "keys/net.ipv4.tcp_tw_reuse.html",
    ],
  },
  {
    words: "TIME_WAIT sockets many connections in time wait",
    pages: [
      "keys/net.ipv4.tcp_tw_reuse.html",
      "keys/net.ipv4.tcp_tw_recycle.html",
      "keys/net.ipv4.tcp_fin_timeout.html",
    ],
  },
  {
    words:
      "max virtual memory areas vm.max_map_count is too low elasticsearch opensearch mmap out of memory",
    pages: ["keys/vm.max_map_count.html"],
  },
  {
    words: "swap swapping disable swap",
    pages: ["keys/vm.swappiness.html"],
  },
  {
    words:
      "neighbour table overflow neighbor arp cache garbage collect threshold",
    pages: [
      "keys/net.ipv4.neigh.default.gc_thresh3.html",
      "rules/neighbour-thresholds.html",
    ],
  },
  {
    words: "bbr congestion control slow throughput high latency link",
    pages: [
      "keys/net.ipv4.tcp_congestion_control.html",
      "rules/bbr-without-fq.html",
      "rules/bbr-in-pods.html",
    ],
  },
  {
    words: "socket buffer receive buffer send buffer udp packet loss quic",
    pages: [
      "keys/net.core.rmem_max.html",
      "keys/net.core.wmem_max.html",
      "keys/net.ipv4.tcp_rmem.html",
    ],
  },
  {
    words:
      "fork resource temporarily unavailable cannot create thread pid limit processes",
    pages: ["keys/kernel.pid_max.html", "keys/kernel.threads-max.html"],
  },
  {
    words: "huge pages hugepages transparent database postgres",
    pages: ["keys/vm.nr_hugepages.html", "rules/huge-pages-ignored.html"],
  },
  {
    words:
      "ip forwarding router pods have no network forwarding disabled NixOS",
    pages: [
      "keys/net.ipv4.ip_forward.html",
      "keys/net.ipv4.conf.all.forwarding.html",
      "rules/forwarding-missing.html",
    ],
  },
  {
    words:
      "kube-proxy K3s overwrites resets my sysctl value is not kept after restart",
    pages: [
      "rules/reset-by-kube-proxy.html",
      "rules/reset-by-k3s.html",
      "rules/reset-by-kubelet.html",
    ],
  },
  {
    words:
      "unsafe sysctl forbidden SysctlForbidden allowedUnsafeSysctls pod securityContext",
    pages: [
      "rules/pod-allow-list.html",
      "rules/pod-not-namespaced.html",
      "docs/targets.html#pods",
    ],
  },
  {
    words: "privileged ports bind port 80 without root low port permission",
    pages: ["keys/net.ipv4.ip_unprivileged_port_start.html"],
  },
  {
    words: "get started begin install first steps quick start",
    pages: ["docs/readme.html#first-steps", "docs/readme.html#install"],
  },
  {
    words: "existing files migrate convert import sysctl.conf sysctl.d ansible",
    pages: ["docs/import.html", "docs/tutorials/ansible-sysctl.html"],
  },
  {
    words: "undo go back revert roll back rollback",
    pages: [
      "docs/operate.html#tunegen-capture-and-tunegen-rollback-the-way-back",
      "docs/operate.html#roll-back",
      "docs/operate.html",
    ],
  },
  {
    words:
      "silence ignore suppress disable a rule false positive accept a warning finding",
    pages: [
      "docs/faq.html#how-do-i-accept-a-finding",
      "docs/spec.html#accepted-findings",
      "rules/index.html",
    ],
  },
  {
    words: "check in github actions gitlab ci pipeline pre-commit hook",
    pages: ["docs/ci.html"],
  },
  {
    words: "difference compared comparison versus alternative to TuneD Ansible",
    pages: [
      "docs/comparison.html#tuned-and-the-node-tuning-operator",
      "docs/comparison.html",
    ],
  },
];
