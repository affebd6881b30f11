import type { KeyEffect } from "./key-effect.js";

/** Keys of connection tracking, interfaces, namespaces and processes that are read once. Read in Linux 6.12. */
export const otherKeys: readonly KeyEffect[] = [
  {
    keys: ["net.ipv4.ip_forward", "net.ipv4.conf.all.forwarding"],
    risk: "live",
    note: "The kernel also sets forwarding on every interface, and accept_redirects of conf.all to the opposite.",
    source: "net/ipv4/devinet.c, inet_forward_change()",
  },
  {
    keys: [
      "net.netfilter.nf_conntrack_acct",
      "net.netfilter.nf_conntrack_timestamp",
      "net.netfilter.nf_conntrack_events",
      "net.netfilter.nf_conntrack_helper",
    ],
    risk: "new-connections",
    note: "Connections that are already tracked stay without it.",
    source: "net/netfilter/nf_conntrack_core.c, init_conntrack()",
  },
  {
    keys: [
      "net.netfilter.nf_conntrack_generic_timeout",
      "net.netfilter.nf_conntrack_icmp_timeout",
      "net.netfilter.nf_conntrack_icmpv6_timeout",
      "net.netfilter.nf_conntrack_udp_timeout",
      "net.netfilter.nf_conntrack_udp_timeout_stream",
      "net.netfilter.nf_conntrack_tcp_timeout_close",
      "net.netfilter.nf_conntrack_tcp_timeout_close_wait",
      "net.netfilter.nf_conntrack_tcp_timeout_established",
      "net.netfilter.nf_conntrack_tcp_timeout_fin_wait",
      "net.netfilter.nf_conntrack_tcp_timeout_last_ack",
      "net.netfilter.nf_conntrack_tcp_timeout_max_retrans",
      "net.netfilter.nf_conntrack_tcp_timeout_syn_recv",
      "net.netfilter.nf_conntrack_tcp_timeout_syn_sent",
      "net.netfilter.nf_conntrack_tcp_timeout_time_wait",
      "net.netfilter.nf_conntrack_tcp_timeout_unacknowledged",
    ],
    risk: "live",
    note: "A tracked connection gets the new time with its next packet; silent ones keep the old time.",
    source:
      "net/netfilter/nf_conntrack_core.c, __nf_ct_refresh_acct(); nf_conntrack_proto_tcp.c, nf_conntrack_tcp_packet()",
  },
  {
    keys: ["net.netfilter.nf_conntrack_buckets"],
    risk: "live",
    note: "The kernel moves all tracked connections to a new table, and blocks packets while it does.",
    source: "net/netfilter/nf_conntrack_core.c, nf_conntrack_hash_resize()",
  },
  {
    keys: ["net.core.default_qdisc"],
    risk: "new-interfaces",
    note: "Interfaces that exist keep their queueing discipline: replace it with `tc qdisc replace`, or reboot.",
    source: "net/sched/sch_generic.c, attach_default_qdiscs()",
  },
  {
    keys: ["net.core.rps_default_mask"],
    risk: "new-interfaces",
    source: "net/core/net-sysfs.c, rx_queue_default_mask()",
  },
  {
    keys: ["net.core.bpf_jit_enable", "net.core.bpf_jit_harden"],
    risk: "restart",
    note: "BPF programs that are loaded stay as they are: restart what loads them, such as the Cilium agent.",
    source: "kernel/bpf/core.c, bpf_prog_select_runtime()",
  },
  {
    keys: [
      "net.ipv4.tcp_child_ehash_entries",
      "net.ipv4.udp_child_hash_entries",
    ],
    risk: "new-pods",
    note: "A pod's network namespace gets its table when it is created.",
    source: "net/ipv4/tcp_ipv4.c, tcp_set_hashinfo(); net/ipv4/udp.c",
  },
  {
    keys: [
      "net.core.devconf_inherit_init_net",
      "net.core.fb_tunnels_only_for_init_net",
    ],
    risk: "new-pods",
    note: "A pod's network namespace is set up when it is created.",
    source: "include/linux/netdevice.h, net_has_fallback_tunnels()",
  },
  {
    keys: [
      "kernel.randomize_va_space",
      "vm.mmap_rnd_bits",
      "vm.mmap_rnd_compat_bits",
      "vm.legacy_va_layout",
    ],
    risk: "new-processes",
    source: "fs/binfmt_elf.c, load_elf_binary(); mm/util.c",
  },
  {
    keys: ["fs.inotify.max_queued_events"],
    risk: "new-processes",
    note: "An inotify instance keeps the length of its queue: restart the programs that watch files.",
    source: "fs/notify/inotify/inotify_user.c, inotify_new_group()",
  },
  {
    keys: ["kernel.msgmnb"],
    risk: "new-processes",
    note: "A message queue keeps its size: create it again.",
    source: "ipc/msg.c, newque()",
  },
  {
    keys: [
      "fs.mqueue.msg_default",
      "fs.mqueue.msgsize_default",
      "fs.mqueue.msg_max",
      "fs.mqueue.msgsize_max",
    ],
    risk: "new-processes",
    note: "A message queue keeps its size: create it again.",
    source: "ipc/mqueue.c, mqueue_get_inode()",
  },
  {
    keys: ["kernel.shmmax", "kernel.shmall", "kernel.shmmni", "kernel.sem"],
    risk: "live",
    note: "It limits what is created from then on; what exists stays.",
    source: "ipc/shm.c, newseg(); ipc/sem.c, newary()",
  },
  {
    keys: ["kernel.pid_max", "kernel.threads-max"],
    risk: "live",
    note: "It limits new processes; running ones stay.",
    source: "kernel/pid.c, alloc_pid(); kernel/fork.c, copy_process()",
  },
  {
    keys: ["vm.nr_hugepages", "vm.nr_hugepages_mempolicy"],
    risk: "live",
    note: "On a running node the kernel reserves fewer pages where memory is fragmented, without an error.",
    source: "mm/hugetlb.c, set_max_huge_pages()",
  },
];
