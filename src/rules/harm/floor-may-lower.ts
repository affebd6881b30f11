import { amountText } from "../../core/amount-text.js";
import type { NodeFacts } from "../../core/facts.js";
import type { Candidate } from "../../platform/baseline.js";
import { fieldsOf, integersIn } from "../support/node-settings.js";
import { defineRule, type SysctlOnMachine } from "../rule.js";

export const floorMayLower = defineRule({
  name: "floor-may-lower",
  scope: "sysctl",
  severity: "warning",
  group: "harm",
  summary:
    "A floor that may lower the value that the operating system sets at boot",
  page: () => ({
    explanation:
      "A floor (`atLeast`) is left out of the files where the node already has more. tunegen knows what many systems set at boot, but if the facts do not state the system or its release, or if a value is known only to that system, it cannot tell whether the floor raises the value. The floor is then written, and may replace a larger value. State the facts `distro` or `osVersion`, or write a floor that no system exceeds.",
    source:
      "src/platform/own and src/platform/distro, each value with its source",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.max_map_count: { atLeast: 262144 } # A search engine maps its index files
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-12 }
    sysctl:
      vm.max_map_count: { atLeast: 262144 } # A search engine maps its index files
`,
    },
  }),
  check: (sysctl, { facts }) => {
    const higher = sysctl.isFloor === true ? higherThan(sysctl) : undefined;
    return (
      higher && {
        message: `the floor of \`${sysctl.id}\` may lower it: ${words(higher, sysctl, facts)}`,
        why: "a floor is written as a value, and replaces a larger one that the system sets at boot",
        help:
          higher.value === undefined
            ? "check the value on a node, and write it if it is the larger one"
            : `state \`distro\` or \`osVersion\` of the node, or write at least ${higher.value}`,
      }
    );
  },
});

/** Finds who may set more than the floor, or sets a value that is not known; undefined where nobody does. */
function higherThan(sysctl: SysctlOnMachine): Candidate | undefined {
  const floor = fieldsOf(sysctl);
  const { baseline } = sysctl;
  if (floor.length === 0 || baseline === undefined) return undefined;
  const { candidates, value } = baseline;
  return candidates.find(({ by, ...candidate }, index) => {
    if (by === undefined) return false;
    if (candidate.value === undefined)
      return index === 0 && value === undefined;
    return (integersIn(candidate.value) ?? []).some(
      (field, at) => field > (floor[at] ?? field),
    );
  });
}

function words(
  { by = "the kernel", value }: Candidate,
  { known }: SysctlOnMachine,
  facts: NodeFacts,
): string {
  const fields = integersIn(value) ?? [];
  const [only] = fields;
  if (value === undefined)
    return `${by} sets it, to a value that tunegen does not know`;
  return fields.length === 1 && only !== undefined
    ? `${by} sets ${amountText(only, known?.unit, facts)}`
    : `${by} sets ${value}`;
}
