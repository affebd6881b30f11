import type { Sysctl } from "../../plan/types.js";
import { fieldsOf, settings, sureDefault } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** Sizes, limits and queues that people write to have more: whoever means less of these is rare, and can say so. */
const moreIsMeant: ReadonlySet<string> = new Set([
  "fs.aio-max-nr",
  "fs.epoll.max_user_watches",
  "fs.fanotify.max_queued_events",
  "fs.fanotify.max_user_groups",
  "fs.fanotify.max_user_marks",
  "fs.inotify.max_queued_events",
  "fs.inotify.max_user_instances",
  "fs.inotify.max_user_watches",
  "fs.mount-max",
  "fs.mqueue.msg_max",
  "fs.mqueue.msgsize_max",
  "fs.mqueue.queues_max",
  "fs.nr_open",
  "fs.pipe-max-size",
  "kernel.keys.maxbytes",
  "kernel.keys.maxkeys",
  "kernel.keys.root_maxbytes",
  "kernel.keys.root_maxkeys",
  "kernel.msgmax",
  "kernel.msgmnb",
  "kernel.msgmni",
  "kernel.pid_max",
  "kernel.pty.max",
  "kernel.sem",
  "kernel.shmall",
  "kernel.shmmax",
  "kernel.shmmni",
  "kernel.threads-max",
  "net.core.netdev_budget",
  "net.core.netdev_max_backlog",
  "net.core.optmem_max",
  "net.core.rmem_default",
  "net.core.rmem_max",
  "net.core.somaxconn",
  "net.core.wmem_default",
  "net.core.wmem_max",
  "net.ipv4.igmp_max_memberships",
  "net.ipv4.ipfrag_high_thresh",
  "net.ipv4.neigh.default.gc_thresh2",
  "net.ipv4.neigh.default.gc_thresh3",
  "net.ipv4.neigh.default.unres_qlen_bytes",
  "net.ipv4.tcp_max_orphans",
  "net.ipv4.tcp_max_syn_backlog",
  "net.ipv4.tcp_max_tw_buckets",
  "net.ipv4.tcp_mem",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_wmem",
  "net.ipv4.udp_mem",
  "net.ipv4.udp_rmem_min",
  "net.ipv4.udp_wmem_min",
  "net.ipv6.ip6frag_high_thresh",
  "net.ipv6.neigh.default.gc_thresh2",
  "net.ipv6.neigh.default.gc_thresh3",
  "net.ipv6.neigh.default.unres_qlen_bytes",
  "net.netfilter.nf_conntrack_buckets",
  "net.netfilter.nf_conntrack_expect_max",
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
  "net.unix.max_dgram_qlen",
  "user.max_inotify_instances",
  "user.max_inotify_watches",
  "vm.max_map_count",
]);

/** The fields of a vector that are the same whatever the memory is: the last of these two is computed from it. */
const constantFields: Readonly<Record<string, number>> = {
  "net.ipv4.tcp_rmem": 2,
  "net.ipv4.tcp_wmem": 2,
};

export const belowDefault = defineRule({
  name: "below-default",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary:
    "A buffer, queue or limit below what the kernel gives this node by itself",
  explanation:
    "Tuning guides are copied for years, and the kernel's defaults grow meanwhile. A value that once raised a limit then lowers it: a `tcp_rmem` of `4096 87380 16777216` starts every connection with a smaller window than an untuned node of today. Only defaults that are sure for the node's kernel, memory and processors are compared, and only keys of which more is what people mean.",
  source: "measured, catalogue/measured/quirks.md and catalogue.tsv",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.ipv4.tcp_rmem: [4096, 87380, 16777216] # Larger windows
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.ipv4.tcp_rmem: [4096, 131072, 16777216] # Larger windows
`,
  },
  check: (node) =>
    settings(node).flatMap((sysctl) => {
      if (!moreIsMeant.has(sysctl.id)) return [];
      const defaults = knownDefaults(sysctl);
      return fieldsOf(sysctl).flatMap((value, index) => {
        const least = defaults[index];
        // What is negative is no small amount, but a mistake of another kind.
        if (least === undefined || value >= least || value < 0n) return [];
        return [
          {
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` ${isWith(sysctl, index, value)}, below the kernel's own ${least}`,
            why: "an untuned node of this kind has more: the setting takes away what such a setting is meant to give",
            help: `write ${least} or more, or null to leave the kernel's value`,
          },
        ];
      });
    }),
});

/** The defaults that are sure, from the first field on. */
function knownDefaults(sysctl: Sysctl): readonly bigint[] {
  const sure = sureDefault(sysctl);
  if (sure !== undefined) return sure;
  const constant = Object.hasOwn(constantFields, sysctl.id)
    ? constantFields[sysctl.id]
    : undefined;
  return constant === undefined || sysctl.kernelDefault === undefined
    ? []
    : (
        sureDefault({
          kernelDefault: { ...sysctl.kernelDefault, sure: true },
        }) ?? []
      ).slice(0, constant);
}

function isWith({ known }: Sysctl, index: number, value: bigint): string {
  return known?.kind.type === "vector"
    ? `has ${value} as ${known.kind.fields[index] ?? "its last field"}`
    : `is ${value}`;
}
