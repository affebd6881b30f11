import type { NodeFacts } from "../../core/facts.js";
import { amountTexts } from "../../core/amount-text.js";
import { onceFor } from "../../core/once-for.js";
import { type Baseline, comparedValue } from "../../platform/baseline.js";
import { fieldsOf, integersIn } from "../support/node-settings.js";
import { defineRule, type SysctlOnMachine } from "../rule.js";

/** Sizes, limits and queues that people set in order to raise them; lowering one on purpose is rare and can be accepted. */
const usuallyRaised: ReadonlySet<string> = new Set([
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

/** Keys whose 0 means no limit. */
const unlimited: ReadonlySet<string> = new Set([
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
]);

export const belowDefault = defineRule({
  name: "below-default",
  scope: "sysctl",
  severity: "warning",
  group: "harm",
  watches: usuallyRaised,
  summary: "A buffer, queue or limit below the default of this node",
  page: () => ({
    explanation:
      "Tuning guides are copied for years while the kernel's defaults grow, so a value that once raised a limit can lower it today. A `tcp_rmem` of `4096 87380 16777216` starts every connection with a smaller window than an untuned node does. The default is that of the kernel, or what the operating system sets at boot, such as the 1048576 of `vm.max_map_count` on NixOS. Where the memory or the system is not stated, the smallest default that the node may have counts. tunegen compares only keys that are usually set in order to raise them.",
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
  }),
  check: (sysctl, { facts }) => {
    const lower = lowerFields(sysctl);
    return lower.length === 0
      ? undefined
      : {
          message: messageOf(sysctl, lower, facts),
          why: "without the setting, the node would have the higher default",
          help: `write ${lower.map(({ least }) => least).join(", ")} or more${lower.length > 1 ? " in these fields" : ""}, or \`null\` to keep the default`,
        };
  },
});

/** A number of a value that is below its default. */
interface LowerField {
  readonly index: number;
  readonly value: bigint;
  /** The least that its default may be. */
  readonly least: bigint;
}

function lowerFields(sysctl: SysctlOnMachine): readonly LowerField[] {
  if (!usuallyRaised.has(sysctl.id)) return [];
  const defaults = sysctl.baseline ? knownDefaults(sysctl.baseline) : [];
  return fieldsOf(sysctl).flatMap((value, index) => {
    const least = defaults[index];
    // A negative value and one without a limit are other rules' findings.
    if (least === undefined || value >= least || value < 0n) return [];
    if (value === 0n && unlimited.has(sysctl.id)) return [];
    return [{ index, value, least }];
  });
}

/** The least that the node has without the spec, whatever the facts leave open, from the first field on. */
const knownDefaults = onceFor((baseline: Baseline): readonly bigint[] => {
  const all = baseline.candidates
    .filter(({ by, value }) => by === undefined || value !== undefined)
    .map((each) => integersIn(comparedValue(each) ?? each.least) ?? []);
  const [first = []] = all;
  return first.flatMap((_, index) => {
    const known = all.flatMap((fields) => fields[index] ?? []);
    return known.length < all.length
      ? []
      : known.reduce((a, b) => (a < b ? a : b));
  });
});

function messageOf(
  { id, known, baseline }: SysctlOnMachine,
  lower: readonly LowerField[],
  facts: NodeFacts,
): string {
  const texts = lower.map(({ value, least }) =>
    amountTexts(value, least, known?.unit, facts),
  );
  const is = texts.map(([text]) => text).join(", ");
  const standard = texts.map(([, text]) => text).join(", ");
  const fields = known?.kind.type === "vector" ? known.kind.fields : [];
  const names = lower.flatMap(({ index }) => fields[index] ?? []);
  const named =
    names.length === 0
      ? ""
      : ` (${names.length === 1 ? "field" : "fields"} ${names.map((name) => `\`${name}\``).join(", ")})`;
  const hasLeast = baseline?.candidates.some(
    (candidate) => !candidate.sure && candidate.least !== undefined,
  );
  return `\`${id}\`${named} is ${is}, below the default of ${hasLeast ? "at least " : ""}${standard}${baseline?.by === undefined ? "" : ` that ${baseline.by} sets`}`;
}
