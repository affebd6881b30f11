import { defineRule } from "../rule.js";

export const osVersionMissing = defineRule({
  name: "os-version-missing",
  scope: "node",
  severity: "note",
  group: "hygiene",
  summary: "A Talos role that does not say which Talos",
  explanation:
    "From Talos 1.14 on, sysctls, modules and the kubelet's settings are configuration documents of their own; before, they are fields of one. Without `osVersion` the older shape is written. Newer releases still load it, as deprecated, and their schema refuses it.",
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
            message: `${node.kind} \`${node.name}\` does not say which ${platform.systemLabel} it runs`,
            why: "the configuration has another shape from 1.14 on; the older one is written, which newer releases take as deprecated",
            help: 'write node: { osVersion: "1.11" }, or whichever it is, at the role or at the top',
          },
        ];
  },
});
