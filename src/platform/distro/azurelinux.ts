import { aksFile } from "../own/aks.js";
import { systemdLimits, systemdOpenFiles } from "../own/systemd.js";
import { grubby, grubSourced } from "./boot-arguments.js";
import { type Distro, numbered } from "./distro.js";

const aksNote = {
  text: "AKS replaces a node, and its arguments, when it upgrades the image: repeat this there on each new node.",
};

export const azurelinux: Distro = {
  label: "Azure Linux",
  releases: numbered("2", "3"),
  isComplete: false,
  bootArguments: [
    {
      ...grubby,
      before: "3",
      source:
        "microsoft/lisa 008b131b, lisa/tools/grub_config.py, GrubConfigAzl2",
      notes: [aksNote],
    },
    {
      ...grubSourced,
      since: "3",
      source:
        "microsoft/lisa 008b131b, lisa/tools/grub_config.py, GrubConfigAzl3",
      notes: [aksNote],
    },
  ],
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
