import type { Distro } from "./distro.js";

export const al2023: Distro = {
  label: "Amazon Linux 2023",
  releases: undefined,
};
