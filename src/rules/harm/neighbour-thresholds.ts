import type { NodePlan } from "../../plan/types.js";
import { digits } from "../../core/amount-text.js";
import { type Held, held, setting } from "../support/node-settings.js";
import { lineFor } from "../support/line-for.js";
import { defineRule, type Report } from "../rule.js";

/** The thresholds of each table, in the order that they must have. */
const families = ["net.ipv4", "net.ipv6"].map((family) =>
  [1, 2, 3].map((number) => `${family}.neigh.default.gc_thresh${number}`),
);

export const neighbourThresholds = defineRule({
  name: "neighbour-thresholds",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set(families.flat()),
  summary: "Neighbour table thresholds that are out of order",
  page: () => ({
    explanation:
      "The kernel collects no neighbour (ARP) entries below `gc_thresh1`, collects entries older than 5 s above `gc_thresh2`, and refuses new entries above `gc_thresh3` (`neighbour: arp_cache: neighbor table overflow!`). It does not check the order of the three: a threshold above the next one is never reached, and the kernel collects or refuses entries earlier than intended. If you raise one threshold, check the others, whose kernel defaults are 128, 512 and 1024.",
    source:
      "https://docs.kernel.org/networking/ip-sysctl.html; torvalds/linux, net/core/neighbour.c, neigh_alloc()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-13 }
    sysctl:
      net.ipv4.neigh.default.gc_thresh1: 4096 # Many pods in one segment
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.neigh.default.gc_thresh1: 4096 # Many pods in one segment
      net.ipv4.neigh.default.gc_thresh2: 8192 # Twice as many
      net.ipv4.neigh.default.gc_thresh3: 16384 # Twice as many again
`,
    },
  }),
  check: (node) =>
    families.flatMap((ids) => {
      if (ids.every((id) => setting(node, id) === undefined)) return [];
      const [first, second, third] = ids.map((id) => threshold(node, id));
      return [
        ...outOfOrder(node, first, second),
        ...outOfOrder(node, second, third),
      ];
    }),
});

interface Threshold extends Held {
  readonly id: string;
}

function threshold(node: NodePlan, id: string): Threshold | undefined {
  const value = held(node, id);
  return value && { ...value, id };
}

function outOfOrder(
  node: NodePlan,
  lower: Threshold | undefined,
  upper: Threshold | undefined,
): readonly Report[] {
  const [least] = lower?.fields ?? [];
  const [most] = upper?.fields ?? [];
  const about = lower?.by ?? upper?.by;
  if (
    lower === undefined ||
    upper === undefined ||
    about === undefined ||
    least === undefined ||
    most === undefined ||
    least <= most
  )
    return [];
  const own = upper.by === undefined;
  return [
    {
      about,
      span: about.origin.span,
      message:
        about === lower.by
          ? `\`${lower.id}\` is ${digits(least)}, above \`${upper.id}\`, ${own ? "whose default" : "which"} is ${digits(most)}`
          : `\`${upper.id}\` is ${digits(most)}, below \`${lower.id}\`, whose default is ${digits(least)}`,
      why: "the lower threshold is never reached: the kernel collects entries, or refuses new ones, at the other threshold",
      help:
        about === lower.by
          ? `write \`${upper.id}: ${least}\` or more`
          : `write ${least} or more, or ${lineFor(node, lower.id, most, "or less")}`,
      ...(about === lower.by &&
        upper.by !== undefined && {
          related: [
            { message: "the other threshold", span: upper.by.origin.span },
          ],
        }),
    },
  ];
}
