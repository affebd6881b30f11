import { boundedPairs } from "../../catalogue/bounded-pairs.js";
import { amountText } from "../../core/amount-text.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { defineRule, type Report } from "../rule.js";
import { type Held, held, settingsById } from "../support/node-settings.js";

export const boundsCrossed = defineRule({
  name: "bounds-crossed",
  scope: "node",
  severity: "error",
  group: "harm",
  watches: {
    has: (id) =>
      boundedPairs.some(({ lower, upper }) => id === lower || id === upper),
  },
  summary:
    "A value that the kernel refuses because another key bounds it, set or by default",
  page: () => ({
    explanation:
      "Some keys bound each other: the kernel refuses a write that would put the lower one above the upper one, such as an `ipfrag_low_thresh` above `ipfrag_high_thresh` or a `sched_rt_runtime_us` above `sched_rt_period_us`. If only one of both is set, the default of the other applies. systemd-sysctl and procps report the refusal and go on; busybox stops, and sets nothing of the rest of the file. If both are set and fit, tunegen writes them in an order in which the kernel accepts both.",
    source:
      "torvalds/linux 6.12, the files that src/catalogue/bounded-pairs.ts names for each pair; measured, catalogue/measured/quirks.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      kernel.sched_rt_period_us: 500000 # Shorter periods
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      kernel.sched_rt_period_us: 500000 # Shorter periods
      kernel.sched_rt_runtime_us: 475000 # 95 % of the period
`,
    },
  }),
  check: (node) =>
    boundedPairs.flatMap(({ lower, upper }) => {
      // Without a line of either, there is nothing to look up.
      if (!settingsById(node).has(lower) && !settingsById(node).has(upper))
        return [];
      const [low, high] = [held(node, lower), held(node, upper)];
      const [from, to] = [low?.fields[0], high?.fields[0]];
      if (low === undefined || high === undefined) return [];
      if (from === undefined || to === undefined || from <= to) return [];
      if (low.by !== undefined)
        return [crossed(node, low.by, from, "above", upper, high)];
      return high.by === undefined
        ? []
        : [crossed(node, high.by, to, "below", lower, low)];
    }),
});

function crossed(
  { facts }: NodePlan,
  about: Sysctl,
  value: bigint,
  side: "above" | "below",
  id: string,
  other: Held,
): Report {
  const [bound = 0n] = other.fields;
  const words = (amount: bigint) =>
    amountText(amount, about.known?.unit, facts);
  const origin = other.by === undefined ? " by default" : "";
  const end = side === "above" ? "or more" : "or less";
  return {
    about,
    span: about.origin.span,
    message: `\`${about.id}\` (${words(value)}) is ${side} \`${id}\` (${words(bound)}${origin})`,
    why: "the kernel refuses the write, so the key keeps its value, and busybox applies nothing of the rest of the file",
    help: `write \`${id}: ${value}\` ${end}${other.by === undefined ? " too" : ""}, or a value that is not ${side} ${bound}`,
    ...(other.by !== undefined && {
      related: [{ message: "the other setting", span: other.by.origin.span }],
    }),
  };
}
