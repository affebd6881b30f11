import type { OwnValues } from "../../core/own-values.js";

/** The link to /etc/sysctl.conf, which has no values on a fresh installation, and often those of an administrator. */
export const sysctlConf: Omit<OwnValues, "by"> = {
  file: "99-sysctl.conf",
  certainty: "read",
  source:
    "systemd 252 of Debian 12, /etc/sysctl.d/99-sysctl.conf; sysctl --system on other distributions, published logs",
  values: {},
};
