import type { NodePlan, Sysctl } from "../../plan/types.js";
import { type Held, held, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

const MAX = "net.netfilter.nf_conntrack_max";
const ALIAS = "net.nf_conntrack_max";
const BUCKETS = "net.netfilter.nf_conntrack_buckets";

/** Entries in a bucket: the kernel keeps one (four on 5.10), kube-proxy four. */
const USUAL = 4n;
const MOST = 8n;

/** The kernel rounds the number of buckets up to whole pages. */
const STEP = 512n;

export const conntrackBuckets = defineRule({
  name: "conntrack-buckets",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary:
    "Far more connection-tracking entries than hash buckets, or more buckets than entries",
  explanation:
    "`nf_conntrack_max` and `nf_conntrack_buckets` do not follow each other. A larger table in the same number of buckets makes every bucket a long list, and each packet walks one: up to 8 entries in a bucket are tolerable, kube-proxy keeps 4, the kernel 1. kube-proxy raises the buckets with the maximum only where it writes the maximum itself. More buckets than entries cost 8 bytes each and hold nothing.",
  source:
    "https://docs.kernel.org/networking/nf_conntrack-sysctl.html; kubernetes/kubernetes, cmd/kube-proxy/app/conntrack.go; measured, catalogue/measured/quirks.md",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12", memory: 4GiB }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # A million connections
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12", memory: 4GiB }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # A million connections
      net.netfilter.nf_conntrack_buckets: 262144 # Four to a bucket
`,
  },
  check: (node) => {
    const max = maximum(node);
    const table = buckets(node);
    const [entries] = max?.fields ?? [];
    const [written] = table?.fields ?? [];
    // 0 is no limit, and a finding of its own.
    if (entries === undefined || written === undefined || entries <= 0n)
      return [];
    const number = roundUp(written);
    if (max?.by !== undefined && entries > number * MOST) {
      const enough = roundUp((entries + USUAL - 1n) / USUAL);
      return [
        {
          about: max.by,
          span: max.by.origin.span,
          message: `\`${max.by.id}\` puts ${entries} entries into ${number} buckets, more than ${MOST} to each`,
          why: "every packet walks the list of one bucket, and the buckets do not grow with the maximum",
          help: `write ${BUCKETS}: ${enough} beside it (${USUAL} to each)`,
          ...relatedTo("the buckets", table?.by),
        },
      ];
    }
    if (table?.by !== undefined && number > roundUp(entries)) {
      return [
        {
          about: table.by,
          span: table.by.origin.span,
          message: `\`${BUCKETS}\` is ${written}, more buckets than the ${entries} entries of \`${max?.by?.id ?? MAX}\``,
          why: "buckets beyond the maximum stay empty, at 8 bytes each; they do not raise it",
          help: `raise ${MAX}, or write ${entries} or less`,
          ...relatedTo("the maximum", max?.by),
        },
      ];
    }
    return [];
  },
});

/** Where kube-proxy or K3s may write the maximum, an unwritten one is not the kernel's. */
function maximum(node: NodePlan): Held | undefined {
  const id = [MAX, ALIAS].find((key) => setting(node, key) !== undefined);
  if (id !== undefined) return held(node, id);
  return node.platform.hasKubelet === false ? held(node, MAX) : undefined;
}

function buckets(node: NodePlan): Held | undefined {
  const size = node.settings.module.find(({ name }) => name === "nf_conntrack")
    ?.parameters["hashsize"];
  if (size !== undefined && setting(node, BUCKETS) === undefined) {
    return /^[0-9]+$/u.test(size)
      ? { fields: [BigInt(size)], by: undefined }
      : undefined;
  }
  return held(node, BUCKETS);
}

function roundUp(number: bigint): bigint {
  return ((number + STEP - 1n) / STEP) * STEP;
}

function relatedTo(
  message: string,
  sysctl: Sysctl | undefined,
): {
  related?: readonly { message: string; span: Sysctl["origin"]["span"] }[];
} {
  return sysctl === undefined
    ? {}
    : { related: [{ message, span: sysctl.origin.span }] };
}
