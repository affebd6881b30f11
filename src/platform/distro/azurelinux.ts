import { type Distro, numbered } from "./distro.js";

export const azurelinux: Distro = {
  label: "Azure Linux",
  releases: numbered("2", "3"),
};
