import { interfaceKey } from "../../catalogue/interface.js";
import type { NodePlan } from "../../plan/types.js";
import { writtenNode } from "../../plan/written-node.js";
import { udevFamilies } from "../../platform/os/systemd.js";
import { interfaceWriters, isReset } from "../../platform/writers.js";
import { valueText } from "../../settings/sysctl/value.js";
import { keyOf } from "../../core/key.js";
import { isIdle } from "../support/interface-effect.js";
import { settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const interfaceAtBoot = defineRule({
  name: "interface-at-boot",
  scope: "node",
  severity: "note",
  group: "effect",
  watches: { has: (id) => interfaceKey(keyOf(id.split("."))) !== undefined },
  summary: "A key that exists only while its network interface exists",
  page: () => ({
    explanation:
      "Sysctl files are applied early in the boot, before most network interfaces exist, and the keys of an interface exist only while the interface does. systemd applies them again when the interface appears: udev's 99-systemd.rules runs systemd-sysctl, but only for the interface's keys below `net.ipv4.conf`, `net.ipv4.neigh`, `net.ipv6.conf` and `net.ipv6.neigh`. `sysctl --system` of procps and busybox, which OpenRC and other init systems run, applies the files once. Bottlerocket applies its settings once, too. Talos retries until the key exists, so there is no finding.",
    source:
      "systemd/systemd, rules.d/99-systemd.rules.in; https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.conf.wg0.rp_filter: 2 # Replies may arrive on another interface
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: nixos }
    sysctl:
      net.ipv4.conf.wg0.rp_filter: 1 # Replies arrive on the same interface
`,
    },
  }),
  check: (node, plan) => {
    const written = writtenNode(node, plan);
    return settings(node).flatMap((sysctl) => {
      const { id, key, value } = sysctl;
      const parts = interfaceKey(key);
      if (
        parts === undefined ||
        key.isPattern ||
        value === undefined ||
        // Other rules report these.
        node.platform.refusesSysctl?.(key, valueText(value)) !== undefined ||
        isReset(id, valueText(value), written, interfaceWriters)
      )
        return [];
      const words = wordsOf(node, parts.family);
      return words === undefined || isIdle(sysctl, node)
        ? []
        : [
            {
              about: sysctl,
              span: sysctl.origin.span,
              message: `\`${id}\` exists only while the interface \`${parts.interface}\` does`,
              ...words,
            },
          ];
    });
  },
});

/** Says what happens to an interface's key on a node; undefined where it is applied, and where that is not known. */
function wordsOf(
  { platform: { reappliesByUdev: udev, retries, systemLabel } }: NodePlan,
  family: string,
): { readonly why: string; readonly help: string } | undefined {
  // It applies the key when the interface exists.
  if (retries === true) return undefined;
  const isUdevs = udevFamilies.has(family);
  if (udev === "never") {
    return {
      why: `${systemLabel} applies it once at boot, and not again when the interface appears`,
      help: isUdevs
        ? `do nothing if the interface exists from the start; otherwise set \`${family}.default.*\`, which new interfaces copy`
        : "do nothing if the interface exists from the start; otherwise set it in what brings the interface up",
    };
  }
  const help = `create the interface before the file is applied, apply the file when it appears, or set \`${family}.default.*\`, which new interfaces copy`;
  if (udev !== undefined && !isUdevs) {
    return {
      why: `when the interface appears, systemd applies some of its keys again, but not those of \`${family}\``,
      help: "set it in the unit that brings the interface up",
    };
  }
  if (udev === "with-systemd") {
    return {
      why: "systemd applies it again when the interface appears; procps and busybox do not",
      help: `do nothing if the node runs systemd; otherwise ${help}`,
    };
  }
  return undefined;
}
