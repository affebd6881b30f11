import { possessive } from "../../core/possessive.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { followers, isOrdered } from "../../plan/write-order.js";
import { integerOf, settingsById } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** Two keys of one limit: a write to one resets the other to 0. Source: mm/util.c of torvalds/linux. */
const rivals = ["vm.overcommit_kbytes", "vm.overcommit_ratio"] as const;

const REDIRECTS = "net.ipv4.conf.all.accept_redirects";
const FORWARD = "net.ipv4.ip_forward";

export const orderDependent = defineRule({
  name: "order-dependent",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: {
    has: (id) => rivals.some((rival) => rival === id) || isOrdered(id),
  },
  summary:
    "Settings that reset each other, where no order helps or the node does not keep the order",
  page: () => ({
    explanation:
      "A write to some keys changes other keys: `ip_forward` resets `conf.all.accept_redirects` and the `forwarding` of every interface, `forwarding` and `disable_ipv6` of `net.ipv6.conf.all` are copied to every interface, and the kernel refuses an `ip_unprivileged_port_start` above the start of `ip_local_port_range`. In sysctl.d and NixOS files tunegen writes such settings in an order in which all of them take effect. Talos applies sysctls in its own order, and sets `ip_forward` after them. `vm.overcommit_kbytes` and `vm.overcommit_ratio` reset each other to 0 on every system: only the one that is written last takes effect.",
    source:
      "measured, catalogue/measured/quirks.md; siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.overcommit_kbytes: 4194304 # 4 GiB beyond swap
      vm.overcommit_ratio: 60 # 60 % of the memory
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.conf.all.accept_redirects: 1 # The site's routers announce better routes
      net.ipv4.ip_forward: 1 # The node routes
`,
    },
  }),
  check: (node) => {
    const written = settingsById(node);
    return [
      ...rivalReports(written),
      ...(node.platform.keepsOrder === false
        ? unorderedReports(node, written)
        : []),
    ];
  },
});

function rivalReports(written: ReadonlyMap<string, Sysctl>): readonly Report[] {
  // In the order of the files; a 0 leaves the limit to the other key.
  const [first, second] = [...written.values()].filter(
    (sysctl) =>
      rivals.some((id) => id === sysctl.id) && integerOf(sysctl) !== 0n,
  );
  if (first === undefined || second === undefined) return [];
  return [
    {
      about: second,
      span: second.origin.span,
      message: `\`${second.id}\` and \`${first.id}\` reset each other to 0`,
      why: "both set the same limit, so only the one that is written last takes effect",
      help: "remove the one that you do not want",
      related: [{ message: "the other setting", span: first.origin.span }],
    },
  ];
}

function unorderedReports(
  node: NodePlan,
  written: ReadonlyMap<string, Sysctl>,
): readonly Report[] {
  const { systemLabel: system } = node.platform;
  const reports = [...followers(node)].flatMap(([sysctl, leaders]) => {
    const leader = leaders.find(
      (each) =>
        !(each.refused && node.platform.retries === true) &&
        isUndone(sysctl, each.leader),
    );
    if (leader === undefined) return [];
    const { id, origin } = leader.leader;
    return [
      {
        about: sysctl,
        span: sysctl.origin.span,
        message: `\`${sysctl.id}\` must be written after \`${id}\`, but ${system} does not keep the order`,
        why: `${system} may write it before \`${id}\`, ${leader.why}`,
        help: "check the value on the node, or remove one of the two",
        related: [{ message: "the other setting", span: origin.span }],
      },
    ];
  });
  const redirects = written.get(REDIRECTS);
  if (
    node.platform.forwardsLast !== true ||
    redirects === undefined ||
    integerOf(redirects) === 0n ||
    written.has(FORWARD) ||
    reports.some(({ about }) => about === redirects)
  )
    return reports;
  return [
    ...reports,
    {
      about: redirects,
      span: redirects.origin.span,
      message: `\`${REDIRECTS}\` is reset by ${possessive(system)} own \`${FORWARD}\``,
      why: `${system} enables forwarding after it has applied the configured sysctls, and the kernel then resets this key to 0`,
      help: "remove it: a node that forwards does not accept redirects",
    },
  ];
}

/** Whether a later write of the leader changes the setting's value. */
function isUndone(sysctl: Sysctl, leader: Sysctl): boolean {
  const [value, led] = [integerOf(sysctl), integerOf(leader)];
  // For port ranges the write itself fails.
  if (value === undefined || led === undefined) return true;
  if (leader.id === "net.ipv4.ip_local_port_range") return true;
  const off = led === 0n;
  // All of these are off at boot, so writing 0 changes nothing.
  if (off) return false;
  return sysctl.id === REDIRECTS ? value !== 0n : value === 0n;
}
