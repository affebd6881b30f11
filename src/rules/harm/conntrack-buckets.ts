import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { type Held, held, setting } from "../support/node-settings.js";
import { lineFor } from "../support/line-for.js";
import { defineRule } from "../rule.js";
import { digits } from "../../core/amount-text.js";

const MAX = "net.netfilter.nf_conntrack_max";
const ALIAS = "net.nf_conntrack_max";
const BUCKETS = "net.netfilter.nf_conntrack_buckets";

/** Entries per bucket: the kernel's default is one (four on 5.10), kube-proxy's is four. */
const USUAL = 4n;
const MOST = 8n;

/** The kernel rounds the number of buckets up to whole pages. */
const STEP = 512n;

export const conntrackBuckets = defineRule({
  name: "conntrack-buckets",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set([MAX, ALIAS, BUCKETS]),
  summary:
    "Far more connection-tracking entries than hash buckets, or more buckets than entries",
  page: () => ({
    explanation:
      "A change of `nf_conntrack_max` does not change `nf_conntrack_buckets`. More entries in the same number of buckets make the list in each bucket longer, and every packet walks one list. Up to 8 entries per bucket are tolerable; kube-proxy configures 4, the kernel 1. kube-proxy raises the buckets with the maximum only if it writes the maximum itself. Buckets beyond the maximum cost 8 bytes each and stay empty.",
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
      net.netfilter.nf_conntrack_buckets: 262144 # Four entries per bucket
`,
    },
  }),
  check: (node) => {
    const max = maximum(node);
    const table = buckets(node);
    const [entries] = max?.fields ?? [];
    const [written] = table?.fields ?? [];
    // 0 means no limit, which is another rule's finding.
    if (entries === undefined || written === undefined || entries <= 0n)
      return [];
    const number = roundUp(written);
    if (max?.by !== undefined && entries > number * MOST) {
      const enough = roundUp((entries + USUAL - 1n) / USUAL);
      return [
        {
          about: max.by,
          span: max.by.origin.span,
          message: `\`${max.by.id}\` allows ${digits(entries)} entries in ${digits(number)} buckets, more than ${MOST} per bucket`,
          why: "every packet walks the list of one bucket, and the kernel does not add buckets when the maximum is raised",
          help: `${lineFor(node, BUCKETS, enough)} (${USUAL} entries per bucket)`,
          ...relatedTo("the buckets", table?.by),
        },
      ];
    }
    if (table?.by !== undefined && number > roundUp(entries)) {
      return [
        {
          about: table.by,
          span: table.by.origin.span,
          message: `\`${BUCKETS}\` is ${digits(written)} buckets, more than the ${digits(entries)} entries of \`${max?.by?.id ?? MAX}\``,
          why: "buckets beyond the maximum cost 8 bytes each and stay empty; they do not raise the maximum",
          help: `raise \`${MAX}\`, or write ${entries} or less`,
          ...relatedTo("the maximum", max?.by),
        },
      ];
    }
    return [];
  },
});

/** The maximum, if it is known: kube-proxy or K3s may overwrite the kernel's default. */
function maximum(node: NodePlan): Held | undefined {
  const id = [MAX, ALIAS].find((key) => setting(node, key) !== undefined);
  if (id !== undefined) return held(node, id);
  return node.platform.hasKubelet === false ? held(node, MAX) : undefined;
}

function buckets(node: NodePlan): Held | undefined {
  const size = node.settings.module.find(({ id }) => id === "nf_conntrack")
    ?.value["hashsize"];
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
