import type { NodePlan } from "../../plan/types.js";
import { type Held, held } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

export const neighbourThresholds = defineRule({
  name: "neighbour-thresholds",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "Thresholds of the neighbour table that are out of order",
  explanation:
    "Below `gc_thresh1` neighbour (ARP) entries nothing is collected, above `gc_thresh2` entries older than five seconds are, and `gc_thresh3` is the hard end of the table (`neighbour: arp_cache: neighbor table overflow!`). The kernel does not check their order: a threshold above the next one is never reached, and the table ends or is swept earlier than was meant. Whoever raises one has to look at the others, which keep 128, 512 and 1024.",
  source:
    "https://docs.kernel.org/networking/ip-sysctl.html; torvalds/linux, net/core/neighbour.c, neigh_alloc()",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
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
  check: (node) =>
    ["net.ipv4", "net.ipv6"].flatMap((family) => {
      const [first, second, third] = [1, 2, 3].map((number) =>
        threshold(node, `${family}.neigh.default.gc_thresh${number}`),
      );
      return [...outOfOrder(first, second), ...outOfOrder(second, third)];
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
  const own = upper.by === undefined ? ", the kernel's own" : "";
  return [
    {
      about,
      span: about.origin.span,
      message:
        about === lower.by
          ? `\`${lower.id}\` is ${least}, above the ${most} of \`${upper.id}\`${own}`
          : `\`${upper.id}\` is ${most}, below the ${least} of \`${lower.id}\`, the kernel's own`,
      why: "the lower threshold is never reached: the table is swept, or ends, at the higher-numbered one",
      help:
        about === lower.by
          ? `write ${upper.id}: ${least} or more`
          : `write ${least} or more, or ${lower.id}: ${most} or less beside it`,
      ...(about === lower.by &&
        upper.by !== undefined && {
          related: [{ message: "the next one", span: upper.by.origin.span }],
        }),
    },
  ];
}
