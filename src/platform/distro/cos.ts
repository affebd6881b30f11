import { type Distro, numbered } from "./distro.js";

/** Google's Container-Optimized OS; its release is the milestone. Its sysctl.d files are not published. */
export const cos: Distro = {
  label: "Container-Optimized OS",
  releases: numbered("117", "121", "125"),
  values: [
    {
      by: "GKE",
      when: "on GKE",
      file: "99-gke-overrides.conf",
      certainty: "read",
      source: "GKE's node setup script, published; the values are not",
      values: {},
    },
  ],
  isComplete: false,
};
