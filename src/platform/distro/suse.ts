import type { OwnValues } from "../../core/own-values.js";
import { sysctlConf } from "../own/sysctl-conf.js";
import { systemdLimits } from "../own/systemd.js";
import { type Distro, numbered } from "./distro.js";

const values: readonly OwnValues[] = [
  systemdLimits,
  { ...sysctlConf, by: "SUSE" },
  {
    by: "SUSE",
    certainty: "secondary",
    source: "sysctl --system on openSUSE Leap 15.4, published logs",
    values: {
      "kernel.hung_task_timeout_secs": "0",
      "kernel.msgmax": "65536",
      "kernel.msgmnb": "65536",
      "kernel.shmmax": "18446744073709551615",
      "kernel.shmall": "1152921504606846720",
      "vm.dirty_ratio": "20",
      "net.ipv4.icmp_echo_ignore_broadcasts": "1",
      "net.ipv4.conf.all.rp_filter": "2",
      "net.ipv6.conf.default.use_tempaddr": "1",
      "fs.inotify.max_user_watches": "65536",
      "kernel.sysrq": "184",
      "kernel.kptr_restrict": "1",
      "net.ipv4.conf.all.accept_redirects": "0",
      "net.ipv4.conf.default.accept_redirects": "0",
      "net.ipv6.conf.all.accept_redirects": "0",
      "net.ipv6.conf.default.accept_redirects": "0",
    },
  },
];

const family = {
  releases: numbered("15", "16"),
  values,
  isComplete: false,
} as const;

export const opensuseLeap: Distro = {
  label: "openSUSE Leap",
  ...family,
  buildPlatform: "opensuse",
};
export const sle: Distro = { label: "SUSE Linux Enterprise", ...family };
