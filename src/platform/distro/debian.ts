import { type Distro, numbered } from "./distro.js";

export const debian: Distro = {
  label: "Debian",
  releases: numbered("11", "12", "13"),
};
