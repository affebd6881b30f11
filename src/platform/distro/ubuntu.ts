import type { Distro } from "./distro.js";

export const ubuntu: Distro = {
  label: "Ubuntu",
  releases: {
    pattern: /^[0-9]{2}\.(?:04|10)$/u,
    known: ["22.04", "24.04", "26.04"],
  },
};
