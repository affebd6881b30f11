import type { Distro } from "./distro.js";

export const bottlerocket: Distro = {
  label: "Bottlerocket",
  releases: undefined,
};
