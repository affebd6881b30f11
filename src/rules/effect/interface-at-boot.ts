import { interfaceKey } from "../../catalogue/interface.js";
import type { NodePlan } from "../../plan/types.js";
import { udevFamilies } from "../../platform/systemd.js";
import { isGlob } from "../../core/key.js";
import { settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const interfaceAtBoot = defineRule({
  name: "interface-at-boot",
  scope: "node",
  severity: "note",
  group: "effect",
  summary:
    "A key of one network interface, which is there only once the interface is",
  explanation:
    "The sysctl files are applied early, before most network interfaces exist, and the keys of an interface exist with it. systemd applies them again when the interface appears: udev's 99-systemd.rules runs systemd-sysctl for the interface's net.ipv4.conf, net.ipv4.neigh, net.ipv6.conf and net.ipv6.neigh, and for nothing else. `sysctl --system` of procps and busybox, as OpenRC and other init systems run it, does not come back; Talos tries again until the key exists, and does not notice when the interface is made anew.",
  source:
    "systemd/systemd, rules.d/99-systemd.rules.in; https://www.freedesktop.org/software/systemd/man/latest/sysctl.d.html",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.conf.wg0.rp_filter: 2 # Answers may come another way
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: nixos }
    sysctl:
      net.ipv4.conf.wg0.rp_filter: 2 # Answers may come another way
`,
  },
  check: (node) =>
    settings(node).flatMap((sysctl) => {
      const parts = interfaceKey(sysctl.key);
      if (
        parts === undefined ||
        isGlob(sysctl.key) ||
        sysctl.value === undefined
      )
        return [];
      const words = wordsOf(node, parts.family);
      return words === undefined
        ? []
        : [
            {
              about: sysctl,
              span: sysctl.origin.span,
              message: `\`${sysctl.id}\` is there only once the interface ${parts.interface} is`,
              ...words,
            },
          ];
    }),
});

/** What becomes of an interface's key on a node; undefined where it is surely applied, and where that is not known. */
function wordsOf(
  { platform: { reappliesByUdev: udev, systemLabel } }: NodePlan,
  family: string,
): { readonly why: string; readonly help: string } | undefined {
  const isUdevs = udevFamilies.has(family);
  const help = `make sure that the interface is there before, apply the file when it appears, or set ${family}.default.*, with which new interfaces begin`;
  if (udev !== undefined && udev !== "never" && !isUdevs) {
    return {
      why: `systemd applies an interface's keys again when it appears, but not those of ${family}`,
      help: "load it in the unit that brings the interface up",
    };
  }
  if (udev === "with-systemd") {
    return {
      why: "systemd applies it again when the interface appears; procps and busybox, without systemd, do not",
      help: `with systemd nothing is to be done; without, ${help}`,
    };
  }
  if (udev === "never") {
    return {
      why: `${systemLabel} logs an error and tries again until the key exists, and does not notice when the interface is made anew`,
      help,
    };
  }
  return undefined;
}
