import { allKeys } from "../../catalogue/lookup.js";
import { onceForText } from "../../core/once-for.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import {
  integerOf,
  settingsById,
  sureDefault,
} from "../support/node-settings.js";
import { defineRule } from "../rule.js";

/** Two keys of one kernel setting. */
interface Alias {
  /** Matches one key; `other` gives the second one. */
  readonly pattern: RegExp;
  readonly other: (id: string) => string;
  /** Whether two values are equal; left out where only the kernel can convert them. */
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
    // In ticks: their length depends on the kernel's HZ.
    pattern: /^net\.ipv6\.neigh\.[^.]+\.retrans_time$/u,
    other: (id) => `${id}_ms`,
  },
  {
    pattern: /^net\.ipv[46]\.neigh\.[^.]+\.unres_qlen$/u,
    other: (id) => `${id}_bytes`,
  },
];

const aliasOf = onceForText((id) =>
  aliases.find(({ pattern }) => pattern.test(id)),
);

export const aliasTwice = defineRule({
  name: "alias-twice",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: {
    has: (id) =>
      aliases.some(
        ({ pattern, other }) =>
          pattern.test(id) ||
          allKeys().some((key) => pattern.test(key) && other(key) === id),
      ),
  },
  summary: "Two keys of one kernel setting with different values",
  page: () => ({
    explanation:
      "Some kernel settings have two keys: `net.nf_conntrack_max` is the same as `net.netfilter.nf_conntrack_max`, `ip_forward` the same as `conf.all.forwarding`, and the timers of the neighbour tables exist in seconds and in milliseconds. A write to one key also changes the other, so only the value that is written last takes effect.",
    source: "measured, catalogue/measured/quirks.md",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
      net.nf_conntrack_max: 524288 # From the old files
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
      net.nf_conntrack_max: 1048576 # From the old files
`,
    },
  }),
  check: (node) => {
    const written = settingsById(node);
    return [...written.values()].flatMap((sysctl) => {
      const alias = aliasOf(sysctl.id);
      const other = alias && written.get(alias.other(sysctl.id));
      if (other === undefined || agree(alias, sysctl, other)) return [];
      return [
        {
          about: sysctl,
          span: sysctl.origin.span,
          message: `\`${sysctl.id}\` and \`${other.id}\` are the same kernel setting, but have different values`,
          why: "a write to one key also changes the other, so the value that is written last overrides the other one",
          help: "remove one of them",
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
