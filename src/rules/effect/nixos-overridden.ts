import {
  priorityPlace,
  replacing,
  twiceDefined,
} from "../support/own-definitions.js";
import { valueText } from "../../settings/sysctl/value.js";
import { defineRule } from "../rule.js";

export const nixosOverridden = defineRule({
  name: "nixos-overridden",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary:
    "A sysctl that NixOS overrides with a definition of a higher priority",
  page: () => ({
    explanation:
      "Of several definitions in `boot.kernel.sysctl`, the one with the lowest number wins: `mkForce` is 50, a plain definition 100 and `mkDefault` 1000. NixOS and the modules of services define some sysctls themselves, and silently win over a definition of the spec with a larger number.",
    source:
      "nixpkgs, lib/modules.nix (mkOverride), nixos/modules/tasks/network-interfaces.nix and services/cluster/rancher/rke2.nix",
    failing: {
      spec: `version: 1
targets: { nixos: { priority: 900 } }
roles:
  worker:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      net.ipv6.conf.default.use_tempaddr: 0 # Servers have fixed addresses
`,
      at: "7:7",
    },
    passing: {
      spec: `version: 1
targets: { nixos: { priority: 900 } }
roles:
  worker:
    node: { os: nixos, kernel: "6.12" }
    sysctl:
      vm.max_map_count: 2097152 # Search engines
`,
    },
  }),
  check: (node, plan) =>
    twiceDefined(node, plan)
      .filter(
        ({ sysctl: { value }, priority, own }) =>
          priority > own.priority &&
          (value === undefined || valueText(value) !== own.value),
      )
      .map(({ sysctl, priority, own, releases }) => ({
        about: sysctl,
        span: sysctl.origin.span,
        message: `\`${sysctl.keyText}\` with priority ${priority} is overridden by ${own.by}${releases}${own.value === undefined ? "" : `, which sets ${own.value}`}`,
        why: `${own.by} defines it with priority ${own.priority}, and the lower number wins`,
        help: replacing(own),
        related: priorityPlace(sysctl),
      })),
});
