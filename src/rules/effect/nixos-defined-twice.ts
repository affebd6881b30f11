import {
  outranking,
  priorityPlace,
  replacing,
  type TwiceDefined,
  twiceDefined,
} from "../support/own-definitions.js";
import { valueText } from "../../settings/sysctl/value.js";
import { defineRule } from "../rule.js";

export const nixosDefinedTwice = defineRule({
  name: "nixos-defined-twice",
  scope: "node",
  severity: "error",
  group: "effect",
  summary: "A sysctl that NixOS defines at the same priority",
  page: () => ({
    explanation:
      "A value in `boot.kernel.sysctl` can have one definition of the highest priority. A second one fails the build of the system, even if the values are equal. NixOS and the modules of services define some sysctls themselves: most with `mkDefault` (1000), a few as plain definitions (100). `nixos: { priority: 999 }` at a setting still yields to every definition but the defaults of NixOS, and `nixos: { priority: 50 }` (`mkForce`) overrides plain definitions.",
    source:
      "nixpkgs, nixos/modules/config/sysctl.nix, tasks/network-interfaces.nix, system/boot/kernel.nix, system/boot/systemd.nix and services/cluster/rancher/rke2.nix",
    failing: {
      spec: `version: 1
targets: { nixos: { priority: 1000 } }
roles:
  worker:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      vm.max_map_count: 2097152 # Search engines
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
targets: { nixos: { priority: 1000 } }
roles:
  worker:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      vm.max_map_count: { value: 2097152, why: Search engines, nixos: { priority: 999 } }
`,
    },
  }),
  check: (node, plan) =>
    twiceDefined(node, plan)
      .filter(({ priority, own }) => priority === own.priority)
      .map((twice) => ({
        about: twice.sysctl,
        span: twice.sysctl.origin.span,
        message: `\`${twice.sysctl.keyText}\` is also defined by ${twice.own.by}${twice.releases}, at the same priority ${twice.priority}`,
        why: "two definitions of one priority fail the build of the system, even if they are equal",
        help: remedy(twice),
        related: priorityPlace(twice.sysctl),
      })),
});

function remedy({ sysctl: { value }, own }: TwiceDefined): string {
  return value !== undefined && valueText(value) === own.value
    ? `remove it, since ${own.by} sets the same value, or ${outranking(own)}`
    : replacing(own);
}
