import type { Sysctl } from "../../plan/types.js";
import {
  integerOf,
  settingsById,
  sureDefault,
} from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** Two names of one number in the kernel. */
interface Alias {
  /** Matches the one key, and names the other. */
  readonly pattern: RegExp;
  readonly other: (id: string) => string;
  /** Whether two values come to the same; left out where it takes the kernel's own arithmetic. */
  readonly agree?: (value: bigint, other: bigint) => boolean;
}

const same = (a: bigint, b: bigint): boolean => a === b;

/** Measured by writing one and reading the other, on Linux 5.10 to 7.2. */
const aliases: readonly Alias[] = [
  {
    pattern: /^net\.nf_conntrack_max$/u,
    other: () => "net.netfilter.nf_conntrack_max",
    agree: same,
  },
  {
    pattern: /^net\.ipv4\.ip_forward$/u,
    other: () => "net.ipv4.conf.all.forwarding",
    agree: same,
  },
  {
    pattern: /^net\.ipv[46]\.neigh\.[^.]+\.base_reachable_time$/u,
    other: (id) => `${id}_ms`,
    agree: (seconds, milliseconds) => seconds * 1000n === milliseconds,
  },
  {
    pattern: /^net\.ipv4\.neigh\.[^.]+\.retrans_time$/u,
    other: (id) => `${id}_ms`,
    // Hundredths of a second: USER_HZ.
    agree: (hundredths, milliseconds) => hundredths * 10n === milliseconds,
  },
  {
    // In ticks, of which a second has as many as the kernel was built with.
    pattern: /^net\.ipv6\.neigh\.[^.]+\.retrans_time$/u,
    other: (id) => `${id}_ms`,
  },
  {
    pattern: /^net\.ipv[46]\.neigh\.[^.]+\.unres_qlen$/u,
    other: (id) => `${id}_bytes`,
  },
];

export const aliasTwice = defineRule({
  name: "alias-twice",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "Two keys that are one number in the kernel, set to two values",
  explanation:
    "Some numbers of the kernel have two keys: `net.nf_conntrack_max` is `net.netfilter.nf_conntrack_max`, `ip_forward` is `conf.all.forwarding`, and the neighbour tables' times exist in seconds and in milliseconds. A write to either changes both, so that of two values one is lost, whichever is written first.",
  source: "measured, catalogue/measured/quirks.md",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
      net.nf_conntrack_max: 524288 # As the old files had it
`,
    at: "7:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
      net.nf_conntrack_max: 1048576 # As the old files had it
`,
  },
  check: (node) => {
    const written = settingsById(node);
    return [...written.values()].flatMap((sysctl) => {
      const alias = aliases.find(({ pattern }) => pattern.test(sysctl.id));
      const other = alias && written.get(alias.other(sysctl.id));
      if (other === undefined || agree(alias, sysctl, other)) return [];
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` sets the same number as \`${other.id}\`, to another value`,
          why: "the kernel has one number by both names: which of the two values stays depends on which is written last",
          help: "keep one of them",
          related: [{ message: "the other name", span: other.origin.span }],
        },
      ];
    });
  },
});

function agree(
  alias: Alias | undefined,
  sysctl: Sysctl,
  other: Sysctl,
): boolean {
  const [a, b] = [integerOf(sysctl), integerOf(other)];
  if (a === undefined || b === undefined) return true;
  if (alias?.agree !== undefined) return alias.agree(a, b);
  return isDefault(sysctl, a) && isDefault(other, b);
}

function isDefault(sysctl: Sysctl, value: bigint): boolean {
  return sureDefault(sysctl)?.[0] === value;
}
