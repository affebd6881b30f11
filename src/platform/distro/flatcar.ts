import type { Distro } from "./distro.js";

export const flatcar: Distro = { label: "Flatcar", releases: undefined };
