import type { OwnValues } from "../../core/own-values.js";
import { sysctlConf } from "../own/sysctl-conf.js";
import { systemdLimits } from "../own/systemd.js";
import { grubSourced } from "./boot-arguments.js";
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
  bootArguments: [
    {
      ...grubSourced,
      notes: [
        {
          text: 'With a read-only root file system, run "transactional-update grub.cfg" in place of grub2-mkconfig.',
        },
      ],
      source:
        "SLES 15 SP7, Administration Guide, The file /etc/default/grub; suse-edge/edge-image-builder, pkg/build/templates/grub/guestfish-snippet.tpl (transactional-update grub.cfg)",
    },
  ],
  isComplete: false,
} as const;

export const opensuseLeap: Distro = {
  label: "openSUSE Leap",
  ...family,
  buildPlatform: "opensuse",
};
export const sle: Distro = { label: "SUSE Linux Enterprise", ...family };
