import { type Distro, numbered } from "./distro.js";

/** Google's Container-Optimized OS; its release is the milestone. Its sysctl.d files are not published. */
export const cos: Distro = {
  label: "Container-Optimized OS",
  // Source: cloud.google.com/container-optimized-os/docs, "an operating system image for your Compute Engine VMs".
  cloud: "google",
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
  bootArguments: [
    {
      form: "none",
      reason:
        "the command line of Container-Optimized OS is part of its image, which is read-only; use another image for nodes that need arguments",
      hugePages:
        "the command line of Container-Optimized OS is part of its image, which is read-only; on GKE, set `linuxConfig.hugepageConfig` of the node pool",
      source:
        "Google Cloud, Container-Optimized OS, Security overview (verified boot); GKE, Customizing node system configuration",
    },
  ],
};
