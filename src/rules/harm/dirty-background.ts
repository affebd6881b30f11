import type { NodePlan } from "../../plan/types.js";
import { type Held, held, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";
import { amountText } from "../../core/amount-text.js";

/** Where background write-back starts, and where writers are throttled: each in bytes or as a ratio. */
const limits = ["vm.dirty_background", "vm.dirty"] as const;

export const dirtyBackground = defineRule({
  name: "dirty-background",
  scope: "node",
  severity: "warning",
  group: "harm",
  watches: new Set(limits.flatMap(inBoth)),
  summary:
    "A background write-back limit that is not below the limit at which writers are throttled",
  page: () => ({
    explanation:
      "The kernel starts background write-back at `vm.dirty_background_*`, and throttles writing processes at `vm.dirty_*`. If the background limit is not below the other one, the kernel ignores it and uses half of the other one. tunegen compares bytes with bytes and ratios with ratios, and uses the default of a limit that is not set.",
    source: "torvalds/linux, mm/page-writeback.c, domain_dirty_limits()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.dirty_ratio: 10 # Short stalls
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.dirty_background_ratio: 5 # Write early
      vm.dirty_ratio: 10 # Short stalls
`,
    },
  }),
  check: (node) => {
    const background = limit(node, limits[0]);
    const foreground = limit(node, limits[1]);
    const [begins] = background?.fields ?? [];
    const [stalls] = foreground?.fields ?? [];
    const about = foreground?.by ?? background?.by;
    if (
      background?.unit !== foreground?.unit ||
      about === undefined ||
      begins === undefined ||
      stalls === undefined ||
      stalls === 0n ||
      begins < stalls
    )
      return [];
    const unit = foreground?.unit ?? "ratio";
    const words = (value: bigint): string =>
      amountText(value, unit === "ratio" ? "percent" : "bytes", node.facts);
    const other =
      background?.by === about || background?.by === undefined
        ? undefined
        : background.by;
    return [
      {
        about,
        span: about.origin.span,
        message: `\`vm.dirty_background_${unit}\` (${words(begins)}) is not below \`vm.dirty_${unit}\` (${words(stalls)})`,
        why: `the kernel ignores it, and starts background write-back at half of \`vm.dirty_${unit}\``,
        help: `write \`vm.dirty_background_${unit}: ${stalls / 2n}\`, or another value below ${stalls}`,
        ...(other !== undefined && {
          related: [
            { message: "the background limit", span: other.origin.span },
          ],
        }),
      },
    ];
  },
});

interface Limit extends Held {
  readonly unit: "bytes" | "ratio";
}

function inBoth(name: string): readonly [bytes: string, ratio: string] {
  return [`${name}_bytes`, `${name}_ratio`];
}

/** One of the two limits, in the unit that is set; undefined where both units are, since one resets the other. */
function limit(node: NodePlan, name: string): Limit | undefined {
  const [bytes, ratio] = inBoth(name);
  if (setting(node, bytes) === undefined) {
    const value = held(node, ratio);
    return value && { ...value, unit: "ratio" };
  }
  const value =
    setting(node, ratio) === undefined ? held(node, bytes) : undefined;
  return value && { ...value, unit: "bytes" };
}
