import { type Distro, numbered } from "./distro.js";

export const fedora: Distro = {
  label: "Fedora",
  releases: numbered("42", "43", "44"),
};
