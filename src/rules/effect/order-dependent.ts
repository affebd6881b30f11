import { possessive } from "../../core/possessive.js";
import type { NodePlan, Sysctl } from "../../plan/types.js";
import { followers } from "../../plan/order.js";
import { integerOf, settingsById } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** Two ways to say one thing: a write to either sets the other to zero. Source: mm/util.c of torvalds/linux. */
const rivals = ["vm.overcommit_kbytes", "vm.overcommit_ratio"] as const;

const REDIRECTS = "net.ipv4.conf.all.accept_redirects";
const FORWARD = "net.ipv4.ip_forward";

export const orderDependent = defineRule({
  name: "order-dependent",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary:
    "Settings that undo each other, where no order helps or the node keeps none",
  explanation:
    "A write to some keys changes others: `ip_forward` resets `conf.all.accept_redirects` and every interface's `forwarding`, `ipv6.conf.all.*` writes through to every interface, and the kernel refuses an `ip_unprivileged_port_start` above the begin of `ip_local_port_range`. In sysctl.d and NixOS files tunegen writes such settings in the order in which all of them last. Talos applies its sysctls in an order of its own, and its own `ip_forward` after them. `vm.overcommit_kbytes` and `vm.overcommit_ratio` set each other to zero everywhere: only the one that is written last counts.",
  source:
    "measured, catalogue/measured/quirks.md; siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_spec.go",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.overcommit_kbytes: 4194304 # So much beyond swap
      vm.overcommit_ratio: 60 # And in proportion to the memory
`,
    at: "7:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.conf.all.accept_redirects: 1 # Routers of the site announce better ways
      net.ipv4.ip_forward: 1 # The node routes
`,
  },
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
  // In the order of the files; a 0 says that the other one counts.
  const [first, second] = [...written.values()].filter(
    (sysctl) =>
      rivals.some((id) => id === sysctl.id) && integerOf(sysctl) !== 0n,
  );
  if (first === undefined || second === undefined) return [];
  return [
    {
      about: second,
      span: second.origin.span,
      message: `\`${second.id}\` and \`${first.id}\` set each other to 0`,
      why: "they are two ways to set one limit: the kernel keeps the one that is written last",
      help: "keep the one that is meant",
      related: [{ message: "the other one", span: first.origin.span }],
    },
  ];
}

function unorderedReports(
  node: NodePlan,
  written: ReadonlyMap<string, Sysctl>,
): readonly Report[] {
  const { systemLabel: system } = node.platform;
  const reports = [...followers(node)].flatMap(([sysctl, leaders]) => {
    const leader = leaders.find((each) => isUndone(sysctl, each.leader));
    if (leader === undefined) return [];
    const { id, origin } = leader.leader;
    return [
      {
        about: sysctl,
        span: sysctl.origin.span,
        message: `\`${sysctl.id}\` must be written after \`${id}\`, and ${system} keeps no order`,
        why: `${system} may write it before ${id}, ${leader.why}`,
        help: "read the value back on the node, or do without one of the two",
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
      why: `${system} switches forwarding on after it has applied the machine's own sysctls, and the kernel then refuses redirects`,
      help: "remove it: a node that forwards does not take redirects",
    },
  ];
}

/** Whether the leader, when written later, leaves the setting with another value than its own. */
function isUndone(sysctl: Sysctl, leader: Sysctl): boolean {
  const [value, led] = [integerOf(sysctl), integerOf(leader)];
  // The ranges of ports: it is the write itself that fails.
  if (value === undefined || led === undefined) return true;
  if (leader.id === "net.ipv4.ip_local_port_range") return true;
  const off = led === 0n;
  // At boot all of these are off: writing 0 changes nothing.
  if (off) return false;
  return sysctl.id === REDIRECTS ? value !== 0n : value === 0n;
}
