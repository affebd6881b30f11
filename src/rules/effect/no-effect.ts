import { deadKey } from "../../catalogue/dead-keys.js";
import { settings } from "../support/node-settings.js";
import { defineRule } from "../rule.js";

export const noEffect = defineRule({
  name: "no-effect",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary: "A key that the kernel keeps for compatibility but no longer uses",
  explanation:
    "Some keys have outlived the feature that they controlled. The kernel accepts a write and returns the value on a read, so every check of the value passes, but nothing changes.",
  source: "https://docs.kernel.org/networking/ip-sysctl.html",
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
  check: (node) =>
    settings(node).flatMap((sysctl) => {
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
    }),
});
