import type { NodePlan } from "../../plan/types.js";
import { digits } from "../../core/amount-text.js";
import { defineRule, type Report } from "../rule.js";

const failing = (rfs: string): string => `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      interfaces: [eth0]
${rfs}`;

/** The flow table of a node, where it is set and not disabled. */
function flowsOf({ settings, platform }: NodePlan) {
  const [interrupts] = settings.interrupts;
  const rfs = interrupts?.value.rfs;
  // Without scripts it is not written at all; another rule reports that.
  return interrupts === undefined ||
    !rfs?.value ||
    platform.runsScripts === false
    ? undefined
    : {
        flows: rfs.value,
        rfs,
        about: { accept: new Map([...interrupts.accept, ...rfs.accept]) },
      };
}

export const interruptsFlowsRounded = defineRule({
  name: "interrupts-flows-rounded",
  scope: "node",
  severity: "note",
  group: "effect",
  summary: "A flow table whose size the kernel rounds up",
  page: () => ({
    explanation:
      "The kernel rounds `rps_sock_flow_entries` and `rps_flow_cnt` up to the next power of two, so a read may return a larger value than the one that was written.",
    source:
      "https://docs.kernel.org/networking/scaling.html (RFS Configuration)",
    failing: {
      spec: failing(`      rps: all # All
      rfs: 40000 # Forty thousand flows
`),
      at: "8:7",
    },
    passing: {
      spec: failing(`      rps: all # All
      rfs: 32768 # A moderately loaded server
`),
    },
  }),
  check: (node): readonly Report[] => {
    const found = flowsOf(node);
    if (found === undefined) return [];
    const { flows, rfs, about } = found;
    const power = 2 ** Math.ceil(Math.log2(flows));
    return power === flows
      ? []
      : [
          {
            about,
            span: rfs.origin.span,
            message: `\`rfs: ${flows}\` is rounded up to ${digits(BigInt(power))} entries`,
            why: "the kernel rounds the size of the flow table up to a power of two",
            help: `write \`rfs: ${power}\`, or \`rfs: ${power / 2}\``,
          },
        ];
  },
});

export const interruptsFlowsAlone = defineRule({
  name: "interrupts-flows-alone",
  scope: "node",
  severity: "note",
  group: "effect",
  summary:
    "Receive flow steering (`rfs`) without receive packet steering (`rps`)",
  page: () => ({
    explanation:
      "A flow that no application has read from yet has no entry in the flow table, so `rps` steers it. Without `rps` its packets stay on the CPU that took the interrupt. This affects new connections, and all traffic that the node only forwards.",
    source:
      "https://docs.kernel.org/networking/scaling.html (RFS: Receive Flow Steering)",
    failing: {
      spec: failing("      rfs: 32768 # A moderately loaded server\n"),
      at: "7:7",
    },
    passing: {
      spec: failing(`      rps: all # All
      rfs: 32768 # A moderately loaded server
`),
    },
  }),
  check: (node): readonly Report[] => {
    const found = flowsOf(node);
    const [interrupts] = node.settings.interrupts;
    if (found === undefined || interrupts?.value.rps?.value) return [];
    return [
      {
        about: found.about,
        span: found.rfs.origin.span,
        message: "`rfs` is set without `rps`",
        why: "packets of flows that no application has read from yet stay on the CPU that took the interrupt",
        help: "add `rps: all`, or a list of CPUs",
      },
    ];
  },
});
