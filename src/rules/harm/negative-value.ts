import type { KeyFacts } from "../../catalogue/types.js";
import type { Unit } from "../../core/unit.js";
import { fieldsOf, settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** What cannot be less than none. Choices, masks and switches may have a meaning of their own for -1. */
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
 * Keys of which a negative value is documented; those whose own default is negative need no naming.
 * Sources: docs.kernel.org, admin-guide/sysctl/kernel.html, networking/ip-sysctl.html, networking/ipvs-sysctl.html and
 * scheduler/sched-rt-group.html.
 */
const meant: ReadonlySet<string> = new Set([
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
const meantOfInterfaces: ReadonlySet<string> = new Set(["medium_id", "tag"]);

export const negativeValue = defineRule({
  name: "negative-value",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "A negative amount, which the kernel takes and makes nonsense of",
  explanation:
    "Many keys are plain signed numbers to the kernel: it takes -1 for a backlog, a timeout or a number of connections, and reads it back. What follows is up to the place of use: a queue that drops everything, a timeout that has run out before it began, or a number so large that it is no limit. Keys of which a negative value is documented, or is the default, are not meant.",
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
      kernel.sched_rt_runtime_us: -1 # Real-time tasks may use all the time
`,
  },
  check: (node) =>
    settings(node).flatMap((sysctl) => {
      const value = fieldsOf(sysctl).find((field) => field < 0n);
      if (
        value === undefined ||
        sysctl.known === undefined ||
        isMeant(sysctl.known)
      )
        return [];
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` is ${value}, and there is no such amount`,
          why: "the kernel takes the number as it is, and does not read it as unlimited",
          help: "write the amount that is meant, or null to leave the kernel's value",
        },
      ];
    }),
});

function isMeant({ id, unit, releases }: KeyFacts): boolean {
  return (
    unit === undefined ||
    !amounts.has(unit) ||
    meant.has(id) ||
    meantOfInterfaces.has(id.slice(id.lastIndexOf(".") + 1)) ||
    releases.some((release) => release.default.includes("-"))
  );
}
