import { type Distro, numbered } from "./distro.js";

export const raspberryPiOs: Distro = {
  label: "Raspberry Pi OS",
  releases: numbered("12", "13"),
};
