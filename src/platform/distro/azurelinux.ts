import { systemdLimits, systemdOpenFiles } from "../own/systemd.js";
import { type Distro, numbered } from "./distro.js";

export const azurelinux: Distro = {
  label: "Azure Linux",
  releases: numbered("2", "3"),
  isComplete: false,
  values: [
    systemdLimits,
    systemdOpenFiles,
    {
      by: "Azure Linux",
      since: "3",
      certainty: "read",
      source:
        "MicrosoftDocs/azure-aks-docs, articles/aks/custom-node-configuration.md, June 2026",
      values: { "vm.max_map_count": "1048576" },
    },
  ],
  onImages: [
    {
      by: "AKS",
      when: "on AKS",
      file: "999-sysctl-aks.conf",
      certainty: "read",
      source:
        "Azure/AgentBaker 06836ee2, pkg/agent/baker.go, sysctlTemplateStr; linuxOSConfig of a node pool changes some of them",
      values: {
        "net.ipv4.tcp_retries2": "8",
        "net.core.message_burst": "80",
        "net.core.message_cost": "40",
        "net.core.somaxconn": "16384",
        "net.ipv4.tcp_max_syn_backlog": "16384",
        "net.ipv4.neigh.default.gc_thresh1": "4096",
        "net.ipv4.neigh.default.gc_thresh2": "8192",
        "net.ipv4.neigh.default.gc_thresh3": "16384",
      },
    },
  ],
};
