import type { NodePlan } from "../../plan/types.js";
import { type Held, held, setting } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const dirtyBackground = defineRule({
  name: "dirty-background",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary:
    "Background write-back that would begin only where writers already stall",
  explanation:
    "Write-back in the background begins at the lower limit, and at the higher one the writing processes have to wait. Where the background limit is at or above the other, the kernel uses half of the other instead of what was written. Bytes are compared with bytes and ratios with ratios; a default counts where the other is not written.",
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
  check: (node) => {
    const background = limit(node, "vm.dirty_background");
    const foreground = limit(node, "vm.dirty");
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
    const other =
      background?.by === about || background?.by === undefined
        ? undefined
        : background.by;
    return [
      {
        about,
        span: about.origin.span,
        message: `\`vm.dirty_background_${unit}\` ${begins} is not below \`vm.dirty_${unit}\` ${stalls}`,
        why: `the kernel then begins to write back at half of the latter, ${stalls / 2n}`,
        help: `write less than ${stalls} for vm.dirty_background_${unit}, such as ${stalls / 2n}`,
        ...(other !== undefined && {
          related: [{ message: "the background", span: other.origin.span }],
        }),
      },
    ];
  },
});

interface Limit extends Held {
  readonly unit: "bytes" | "ratio";
}

/** One of the two limits, in the unit that is written; undefined where both are, since one of them undoes the other. */
function limit(node: NodePlan, name: string): Limit | undefined {
  const [bytes, ratio] = [`${name}_bytes`, `${name}_ratio`];
  if (setting(node, bytes) === undefined) {
    const value = held(node, ratio);
    return value && { ...value, unit: "ratio" };
  }
  const value =
    setting(node, ratio) === undefined ? held(node, bytes) : undefined;
  return value && { ...value, unit: "bytes" };
}
