import { defineRule } from "../rule.js";

export const osVersionMissing = defineRule({
  name: "os-version-missing",
  scope: "node",
  severity: "note",
  group: "hygiene",
  summary: "A Talos role without `osVersion`",
  explanation:
    "From Talos 1.14 on, sysctls, modules and kubelet settings are configuration documents of their own; before, they are fields of one document. Without `osVersion` tunegen writes the older shape. Newer releases still load its sysctls and modules, as deprecated; on a machine whose configuration Talos 1.14 generated, they refuse its kubelet settings.",
  source:
    "siderolabs/talos, pkg/machinery/config/types/runtime/sysctl.go (1.14)",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
    at: "3:3",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysctl:
      net.core.somaxconn: 32768 # Bursts at the ingress
`,
  },
  check: (node) => {
    const { facts, platform, settings } = node;
    const written =
      settings.sysctl.length +
        settings.module.length +
        settings.allowance.length >
      0;
    return platform.formFollowsVersion !== true ||
      facts.osVersion !== undefined ||
      !written
      ? []
      : [
          {
            about: node,
            span: node.span,
            message: `${node.kind} \`${node.name}\` runs ${platform.systemLabel}, but has no \`osVersion\``,
            why: "tunegen writes the configuration of releases before 1.14, which newer releases treat as deprecated or refuse",
            help: 'add the release, such as `node: { osVersion: "1.11" }`, to the role or to the top of the spec',
          },
        ];
  },
});
