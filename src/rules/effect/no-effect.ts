import { keyOf } from "../../core/key.js";
import { interfaceReachOf } from "../../catalogue/interface-reach.js";
import { deadKey, findDead } from "../../catalogue/dead-keys.js";
import type { NodePlan } from "../../plan/types.js";
import { interfacesWithoutEffect } from "../support/interface-effect.js";
import { settings } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

export const noEffect = defineRule({
  name: "no-effect",
  scope: "node",
  severity: "warning",
  group: "effect",
  watches: {
    has: (id) =>
      findDead(id) !== undefined ||
      interfaceReachOf(keyOf(id.split("."))) !== undefined,
  },
  summary: "A setting that the kernel accepts but does not use",
  page: () => ({
    explanation:
      "Some keys have outlived the feature that they controlled. The kernel accepts a write and returns the value on a read, so every check of the value passes, but nothing changes. Keys of network interfaces are another case: the kernel copies few values of `conf.all` to the interfaces. It combines others with the value of the interface, by or, and, or the larger of both, so that 0 for `all` does not turn off what the interfaces have on; and it never reads `all` of most IPv6 keys. A setting is reported only if what the interfaces have is known, and `all` beside lines for `default` or interfaces only if it contradicts them.",
    source:
      "https://docs.kernel.org/networking/ip-sysctl.html; catalogue/overrides.yaml, catalogue/interfaces.yaml",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.route.max_size: 2147483647 # Room for routes
`,
      at: "6:7",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv6.route.max_size: 16384 # Room for routes
`,
    },
  }),
  check: (node) => [...deadReports(node), ...interfacesWithoutEffect(node)],
});

function deadReports(node: NodePlan): readonly Report[] {
  return settings(node).flatMap((sysctl) => {
    const key = deadKey(sysctl.id, node.facts);
    return key === undefined || sysctl.value === undefined
      ? []
      : [
          {
            about: sysctl,
            span: sysctl.origin.span,
            message: `\`${sysctl.id}\` has no effect`,
            why: key.what,
            help: "remove it, or write `null` to keep the reason",
          },
        ];
  });
}
