import type { NodePlan } from "../../plan/types.js";
import { defineRule, type Report } from "../rule.js";

export const interruptsOnTalos = defineRule({
  name: "interrupts-on-talos",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "Interrupts or flow steering on Talos, where nothing can set them",
  explanation:
    "Talos has neither a shell nor services of one's own, and its configuration has no field for /proc/irq. Receive packet steering (`rps`) becomes udev rules; the affinity of interrupts cannot be written, and receive flow steering (`rfs`) has to be divided among queues that udev cannot count. A privileged DaemonSet can do both.",
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
    const { interrupts } = settings;
    if (platform.runsScripts !== false || interrupts === undefined) return [];
    return (["affinity", "rfs"] as const).flatMap((field): Report[] => {
      const setting = interrupts[field];
      return setting === undefined || setting.value === null
        ? []
        : [
            {
              about: {
                accept: new Map([...interrupts.accept, ...setting.accept]),
              },
              span: setting.origin.span,
              message: `\`${field}\` is not written for ${platform.systemLabel}`,
              why:
                field === "affinity"
                  ? "nothing in its configuration reaches /proc/irq"
                  : "udev, which could write it, cannot divide it among the queues",
              help: "remove it, write null and keep the reason, or let a privileged DaemonSet do it",
            },
          ];
    });
  },
});
