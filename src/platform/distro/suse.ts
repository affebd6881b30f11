import { type Distro, numbered } from "./distro.js";

export const opensuseLeap: Distro = {
  label: "openSUSE Leap",
  releases: numbered("15", "16"),
};

export const sle: Distro = {
  label: "SUSE Linux Enterprise",
  releases: numbered("15", "16"),
};
