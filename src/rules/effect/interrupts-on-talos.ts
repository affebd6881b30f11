import type { NodePlan } from "../../plan/types.js";
import { defineRule, type Report } from "../rule.js";

export const interruptsOnTalos = defineRule({
  name: "interrupts-on-talos",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary:
    "Interrupt affinity or flow steering on Talos, which cannot set them",
  explanation:
    "Talos has no shell and no services of the user's own, and its configuration has no field for /proc/irq. tunegen writes receive packet steering (`rps`) as udev rules. The affinity of interrupts cannot be set, and receive flow steering (`rfs`) must be divided among the queues, which udev cannot count. A privileged DaemonSet can do both.",
  source:
    "https://docs.siderolabs.com/talos/v1.14/reference/configuration/runtime/udevrulesconfig",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.12", cpus: 4 }
    interrupts:
      interfaces: [eth0]
      affinity: spread # One CPU each
`,
    at: "7:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.12", cpus: 4 }
    interrupts:
      interfaces: [eth0]
      rps: all # All four
`,
  },
  check: ({ platform, settings }: NodePlan): readonly Report[] => {
    const [interrupts] = settings.interrupts;
    if (platform.runsScripts !== false || interrupts === undefined) return [];
    return (["affinity", "rfs"] as const).flatMap((field): Report[] => {
      const setting = interrupts.value[field];
      return setting === undefined || setting.value === null
        ? []
        : [
            {
              about: {
                accept: new Map([...interrupts.accept, ...setting.accept]),
              },
              span: setting.origin.span,
              message: `\`${field}\` cannot be set on ${platform.systemLabel}`,
              why:
                field === "affinity"
                  ? `the ${platform.systemLabel} configuration has no field for /proc/irq`
                  : "it needs a udev rule that divides it among the queues, and udev cannot count them",
              help: "remove it, write `null` to keep the reason, or set it from a privileged DaemonSet",
            },
          ];
    });
  },
});
