import { interfaceKey } from "../../catalogue/interface.js";
import { isAtLeast } from "../../core/version.js";
import type { NodePlan } from "../../plan/types.js";
import type { Sysctl } from "../../settings/sysctl/index.js";
import { defineRule } from "../rule.js";

export const sysctlArgTooEarly = defineRule({
  name: "sysctl-arg-too-early",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A `sysctl.` kernel argument whose key does not exist yet",
  page: () => ({
    explanation:
      "The kernel sets `sysctl.*` arguments once, before it starts init. Keys of modules that are loaded later, such as `net.netfilter.*`, and keys of interfaces do not exist then: the kernel logs that the parameter was not found and goes on. Write such keys in the section `sysctl`, which is applied after the modules are loaded. Kernels before 5.8 have no `sysctl.*` arguments.",
    source: "Linux 6.12, init/main.c and fs/proc/proc_sysctl.c, do_sysctl_args",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      sysctl.net.netfilter.nf_conntrack_max: 262144 # Bursts
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      sysctl.vm.swappiness: 10 # From the first process on
`,
    },
  }),
  check: (node) =>
    node.settings.kernelArgument.flatMap((argument) => {
      const { sysctl, value, keyText, origin } = argument;
      if (sysctl === undefined || value === undefined) return [];
      const why = whyTooEarly(sysctl, node);
      return why === undefined
        ? []
        : [
            {
              about: argument,
              span: origin.span,
              message: `\`${keyText}\` is set before its key exists`,
              why,
              help: `write \`${sysctl.id}\` in the section \`sysctl\``,
            },
          ];
    }),
});

function whyTooEarly(
  { key, known }: Sysctl,
  { facts: { kernel } }: NodePlan,
): string | undefined {
  if (isAtLeast(kernel, "5.8") === false)
    return `kernel ${kernel ?? ""} has no \`sysctl.*\` arguments, which exist since 5.8`;
  const device = interfaceKey(key)?.interface;
  if (device !== undefined)
    return `the interface \`${device}\` appears only after the kernel has applied its command line`;
  return known?.module === undefined
    ? undefined
    : `the kernel sets it before it starts init, which loads the module \`${known.module}\`, unless that is built in`;
}
