/** Two keys of which the kernel refuses a write that would put the lower one above the upper one. */
export interface BoundedPair {
  readonly lower: string;
  readonly upper: string;
  /** The defaults of both; where kernels differ, those that make an order necessary in the most cases. */
  readonly defaults: readonly [lower: bigint, upper: bigint];
  /** The file of the kernel, and the name to look for. */
  readonly source: string;
}

const fragments = [3145728n, 4194304n] as const;

export const boundedPairs: readonly BoundedPair[] = [
  {
    lower: "net.ipv4.ipfrag_low_thresh",
    upper: "net.ipv4.ipfrag_high_thresh",
    defaults: fragments,
    source: "net/ipv4/ip_fragment.c, ip4_frags_ns_ctl_register()",
  },
  {
    lower: "net.ipv6.ip6frag_low_thresh",
    upper: "net.ipv6.ip6frag_high_thresh",
    defaults: fragments,
    source: "net/ipv6/reassembly.c, ip6_frags_ns_sysctl_register()",
  },
  {
    lower: "net.netfilter.nf_conntrack_frag6_low_thresh",
    upper: "net.netfilter.nf_conntrack_frag6_high_thresh",
    defaults: fragments,
    source: "net/ipv6/netfilter/nf_conntrack_reasm.c",
  },
  {
    lower: "kernel.sched_rt_runtime_us",
    upper: "kernel.sched_rt_period_us",
    // Linux before 7.2 starts with a run time of 950000.
    defaults: [1000000n, 1000000n],
    source: "kernel/sched/rt.c, sched_rt_handler()",
  },
  {
    lower: "kernel.sched_deadline_period_min_us",
    upper: "kernel.sched_deadline_period_max_us",
    defaults: [100n, 4194304n],
    source: "kernel/sched/deadline.c, sched_dl_sysctls",
  },
  {
    lower: "kernel.sched_util_clamp_min",
    upper: "kernel.sched_util_clamp_max",
    defaults: [1024n, 1024n],
    source: "kernel/sched/core.c, sysctl_sched_uclamp_handler()",
  },
  {
    lower: "net.ipv4.tcp_reordering",
    upper: "net.ipv4.tcp_max_reordering",
    defaults: [3n, 300n],
    source: "net/ipv4/sysctl_net_ipv4.c",
  },
  {
    lower: "net.sctp.rto_min",
    upper: "net.sctp.rto_max",
    defaults: [1000n, 60000n],
    source: "net/sctp/sysctl.c",
  },
  {
    lower: "net.sctp.pf_retrans",
    upper: "net.sctp.ps_retrans",
    defaults: [0n, 65535n],
    source: "net/sctp/sysctl.c",
  },
];
