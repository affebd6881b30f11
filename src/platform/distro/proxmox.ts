import { type Distro, numbered } from "./distro.js";

export const proxmox: Distro = {
  label: "Proxmox VE",
  releases: numbered("8", "9"),
};
