import type { OwnValues } from "../../core/own-values.js";

const DEFAULTS =
  "systemd/systemd, sysctl.d/50-default.conf; installed on Fedora, RHEL, Amazon Linux 2023, NixOS and Flatcar";

/** The file of systemd that most distributions install. */
export const systemdDefaults: OwnValues = {
  by: "systemd",
  certainty: "read",
  source: DEFAULTS,
  values: {
    "kernel.sysrq": "16",
    "kernel.core_uses_pid": "1",
    "net.ipv4.conf.default.rp_filter": "2",
    "net.ipv4.conf.*.rp_filter": "2",
    "net.ipv4.conf.default.accept_source_route": "0",
    "net.ipv4.conf.*.accept_source_route": "0",
    "net.ipv4.conf.default.promote_secondaries": "1",
    "net.ipv4.conf.*.promote_secondaries": "1",
    "net.ipv4.ping_group_range": "0 2147483647",
    "net.core.default_qdisc": "fq_codel",
    "fs.protected_hardlinks": "1",
    "fs.protected_symlinks": "1",
    "fs.protected_regular": "1",
    "fs.protected_fifos": "1",
  },
};

/** 50-pid-max.conf, on 64-bit systems. */
export const systemdPidMax: OwnValues = {
  by: "systemd",
  certainty: "read",
  source: "systemd/systemd, sysctl.d/50-pid-max.conf (since 243)",
  values: { "kernel.pid_max": "4194304" },
};

/** What its process 1 sets at boot. */
export const systemdLimits: OwnValues = {
  by: "systemd",
  certainty: "read",
  source:
    "systemd/systemd, src/core/main.c and manager.c, and disable_printk_ratelimit()",
  values: {
    "fs.file-max": "9223372036854775807",
    "kernel.ctrl-alt-del": "0",
    "kernel.printk_devkmsg": "on",
    "net.unix.max_dgram_qlen": "512",
  },
};

/** The same for open files per process, which Debian 12 and Ubuntu up to 24.04 switch off when they build systemd. */
export const systemdOpenFiles: OwnValues = {
  by: "systemd",
  certainty: "run",
  source:
    "systemd/systemd, src/core/main.c, bump_file_max_and_nr_open(); the binaries of Debian 12 and 13",
  values: { "fs.nr_open": "1073741816" },
};

/** 50-coredump.conf, where systemd-coredump is installed. The path and the fields of the pattern differ. */
export const systemdCoredump: OwnValues = {
  by: "systemd-coredump",
  certainty: "read",
  source: "systemd/systemd, sysctl.d/50-coredump.conf.in",
  values: {
    "kernel.core_pattern": null,
    "kernel.core_pipe_limit": "16",
    "fs.suid_dumpable": "2",
  },
};

/** What systemd does on nearly every distribution that installs all of its files. */
export const systemdUsual: readonly OwnValues[] = [
  systemdLimits,
  systemdOpenFiles,
  systemdDefaults,
  systemdPidMax,
  systemdCoredump,
];
