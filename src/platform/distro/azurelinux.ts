import { aksFile } from "../own/aks.js";
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
  onImages: [{ ...aksFile, when: "on AKS" }],
};
