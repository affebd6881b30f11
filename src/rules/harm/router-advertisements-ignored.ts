import type { NodePlan, Plan } from "../../plan/types.js";
import { writtenNode } from "../../plan/written-node.js";
import { interfaceWriters, isReset } from "../../platform/writers.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { held, integerOf, settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

const watched =
  /^net\.ipv6\.conf\.[^.]+\.(?:forwarding|accept_ra|disable_ipv6)$/u;

export const routerAdvertisementsIgnored = defineRule({
  name: "router-advertisements-ignored",
  scope: "node",
  severity: "note",
  group: "harm",
  watches: { has: (id) => watched.test(id) },
  summary:
    "IPv6 forwarding on a node that may get its default route by router advertisements",
  page: () => ({
    explanation:
      "An interface that forwards IPv6 ignores router advertisements unless its `accept_ra` is 2. If the kernel got the default route from them, the route expires, usually within 30 minutes, and the node reaches nothing over IPv6. The kernel reads `accept_ra` of the interface only: `conf.all.accept_ra` has no effect, and `conf.default.accept_ra` reaches interfaces that appear later. The rule is silent where systemd-networkd or NetworkManager is known to receive the advertisements itself, on Talos, which sets 2, where the spec sets 0 or 2, and without IPv6.",
    source:
      "https://docs.kernel.org/networking/ip-sysctl.html, accept_ra and forwarding; torvalds/linux, include/net/ipv6.h, ipv6_accept_ra()",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv6.conf.all.forwarding: 1 # Dual stack
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    sysctl:
      net.ipv6.conf.all.forwarding: 1 # Dual stack
      net.ipv6.conf.default.accept_ra: 2 # The default route is advertised
`,
    },
  }),
  check: (node, plan) => {
    const lines = ipv6Lines(node);
    const cause = lines.find(forwards);
    if (
      cause === undefined ||
      lines.some(decides) ||
      isOff(node) ||
      isDecidedBelow(node, plan)
    )
      return [];
    return [reportOf(cause, lines)];
  },
});

/** A setting of `net.ipv6.conf.<interface>.<name>`. */
interface Line {
  readonly sysctl: Sysctl;
  readonly interface: string;
  readonly name: string;
  readonly value: bigint | undefined;
}

function ipv6Lines(node: NodePlan): readonly Line[] {
  return settings(node).flatMap((sysctl) => {
    if (!sysctl.id.startsWith("net.ipv6.conf.")) return [];
    const [, , , device, name] = sysctl.key.segments;
    return device === undefined || name === undefined
      ? []
      : [{ sysctl, interface: device, name, value: integerOf(sysctl) }];
  });
}

function forwards({ interface: device, name, value }: Line): boolean {
  return (
    name === "forwarding" &&
    device !== "lo" &&
    value !== undefined &&
    value !== 0n
  );
}

/** Whether a line says what is to become of advertisements. The kernel does not read the value of `all`: 0 is a wish. */
function decides({ interface: device, name, value }: Line): boolean {
  return (
    name === "accept_ra" && (value === 0n || (value === 2n && device !== "all"))
  );
}

function isOff(node: NodePlan): boolean {
  return held(node, "net.ipv6.conf.all.disable_ipv6")?.fields[0] === 1n;
}

const DEFAULT = "net.ipv6.conf.default.accept_ra";
/** The kernel's own. */
const WITHOUT_FORWARDING = "1";

/** Whether the node's system has another value, or a program sets one because it receives advertisements itself. */
function isDecidedBelow(node: NodePlan, plan: Plan): boolean {
  const own = held(node, DEFAULT)?.fields[0];
  return (
    (own !== undefined && String(own) !== WITHOUT_FORWARDING) ||
    isReset(
      DEFAULT,
      WITHOUT_FORWARDING,
      writtenNode(node, plan),
      interfaceWriters,
    )
  );
}

function reportOf(
  { sysctl, interface: device }: Line,
  lines: readonly Line[],
): Report {
  const unread = lines.some(
    ({ interface: other, name }) => other === "all" && name === "accept_ra",
  );
  const example =
    device === "all" || device === "default"
      ? `${DEFAULT}: 2\` and, for the interface of the default route, \`net.ipv6.conf.eth0.accept_ra: 2`
      : `net.ipv6.conf.${device}.accept_ra: 2`;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `with \`${sysctl.id}\`, the kernel ignores router advertisements`,
    why: `if they give the node its default route, it expires and the node has no IPv6; only \`accept_ra\` 2 accepts them beside forwarding${unread ? ", and the kernel does not read that of `all`" : ""}`,
    help: `write \`${example}\`, or 0 if the route is static or another program receives the advertisements`,
  };
}
