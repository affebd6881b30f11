import type { OwnValues } from "../../core/own-values.js";
import { sysctlConf } from "../own/sysctl-conf.js";
import {
  systemdLimits,
  systemdOpenFiles,
  systemdPidMax,
} from "../own/systemd.js";
import { grubDropIn } from "./boot-arguments.js";
import { type Distro, numbered } from "./distro.js";

/** Debian 11 and 12 have no file of systemd's but that of the process ids. */
export const debianValues: readonly OwnValues[] = [
  systemdLimits,
  { ...systemdOpenFiles, since: "13" },
  systemdPidMax,
  { ...sysctlConf, by: "Debian", before: "13" },
  {
    by: "Debian",
    since: "12",
    before: "13",
    file: "99-protect-links.conf",
    certainty: "read",
    source: "Debian, procps 4.0.2-3, 99-protect-links.conf",
    values: {
      "fs.protected_fifos": "1",
      "fs.protected_hardlinks": "1",
      "fs.protected_regular": "2",
      "fs.protected_symlinks": "1",
    },
  },
  {
    by: "Debian",
    since: "13",
    certainty: "read",
    source: "Debian, linux-sysctl-defaults 4.12.1, 50-default.conf",
    values: {
      "kernel.sysrq": "438",
      "kernel.core_uses_pid": "1",
      "vm.max_map_count": "1048576",
      "fs.protected_hardlinks": "1",
      "fs.protected_symlinks": "1",
      "fs.protected_regular": "2",
      "fs.protected_fifos": "1",
      "net.ipv4.conf.default.rp_filter": "2",
      "net.ipv4.conf.*.rp_filter": "2",
      "net.ipv4.conf.default.accept_source_route": "0",
      "net.ipv4.conf.*.accept_source_route": "0",
      "net.ipv4.conf.default.promote_secondaries": "1",
      "net.ipv4.conf.*.promote_secondaries": "1",
      "net.core.default_qdisc": "fq_codel",
      "net.ipv4.ping_group_range": "0 2147483647",
    },
  },
];

export const debian: Distro = {
  label: "Debian",
  releases: numbered("11", "12", "13"),
  isComplete: true,
  bootArguments: [
    {
      ...grubDropIn,
      notes: [
        {
          arch: "arm64",
          text: "Boards with u-boot-menu have no GRUB: add the arguments to U_BOOT_PARAMETERS in /etc/default/u-boot, and run u-boot-update.",
        },
      ],
    },
  ],
  values: debianValues,
};
