import { keyOf } from "../../core/key.js";
import { findKey } from "../../catalogue/lookup.js";
import type { KeyFacts } from "../../catalogue/types.js";
import type { Unit } from "../../core/unit.js";
import { fieldsOf } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** Units whose values cannot be negative. For choices, masks and switches -1 may have a meaning of its own. */
const amounts: ReadonlySet<Unit> = new Set([
  "bytes",
  "kibibytes",
  "pages",
  "seconds",
  "centiseconds",
  "milliseconds",
  "microseconds",
  "nanoseconds",
  "percent",
  "count",
]);

/**
 * Keys with a documented negative value; keys whose default is negative are not listed.
 * Sources: docs.kernel.org, admin-guide/sysctl/kernel.html, networking/ip-sysctl.html, networking/ipvs-sysctl.html and
 * scheduler/sched-rt-group.html.
 */
const documented: ReadonlySet<string> = new Set([
  "kernel.hung_task_warnings",
  "kernel.panic",
  "kernel.sched_rt_runtime_us",
  "net.ipv4.tcp_adv_win_scale",
  "net.ipv4.vs.est_nice",
  "net.ipv6.max_dst_opts_number",
  "net.ipv6.max_hbh_opts_number",
  "net.ipv6.route.gc_thresh",
]);

/** The same for keys of every interface, by their last segment. */
const documentedOfInterfaces: ReadonlySet<string> = new Set([
  "medium_id",
  "tag",
]);

export const negativeValue = defineRule({
  name: "negative-value",
  scope: "sysctl",
  severity: "warning",
  group: "harm",
  watches: {
    has: (id) => {
      const known = findKey(keyOf(id.split(".")));
      return known !== undefined && !mayBeNegative(known);
    },
  },
  summary:
    "A negative amount, which the kernel accepts with meaningless results",
  page: () => ({
    explanation:
      "The kernel treats many keys as plain signed numbers: it accepts -1 for a backlog, a timeout or a number of connections, and returns it on a read. The result depends on the code that uses the value: a queue that drops everything, a timeout that has already expired, or a number so large that there is no limit. Keys with a documented negative value or a negative default are not reported.",
    source: "measured, catalogue/measured/quirks.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.netdev_max_backlog: -1 # No limit
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      kernel.sched_rt_runtime_us: -1 # Real-time tasks may use all CPU time
`,
    },
  }),
  check: (sysctl) => {
    const value = fieldsOf(sysctl).find((field) => field < 0n);
    if (
      value === undefined ||
      sysctl.known === undefined ||
      mayBeNegative(sysctl.known)
    )
      return undefined;
    return {
      message: `\`${sysctl.id}\` is ${value}, but this amount cannot be negative`,
      why: "the kernel accepts it with meaningless results; it does not mean unlimited",
      help: "write the amount that you want, or `null` to keep the kernel's default",
    };
  },
});

function mayBeNegative({ id, unit, releases }: KeyFacts): boolean {
  return (
    unit === undefined ||
    !amounts.has(unit) ||
    documented.has(id) ||
    documentedOfInterfaces.has(id.slice(id.lastIndexOf(".") + 1)) ||
    releases.some((release) => release.default.includes("-"))
  );
}
