import { type Distro, numbered } from "./distro.js";

/** Google's Container-Optimized OS; its release is the milestone. Its sysctl.d files are not published. */
export const cos: Distro = {
  label: "Container-Optimized OS",
  releases: numbered("117", "121", "125"),
  values: [],
  isComplete: false,
};
