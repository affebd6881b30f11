import type { OwnValues } from "../../core/own-values.js";
import { sysctlConf } from "../own/sysctl-conf.js";
import { systemdUsual } from "../own/systemd.js";
import { grubby } from "./boot-arguments.js";
import { type Distro, numbered } from "./distro.js";

const releases = numbered("8", "9", "10");

const redHat = {
  by: "RHEL",
  certainty: "secondary",
  source:
    "sysctl --system on Rocky and Oracle Linux 9 and Rocky Linux 10, published logs",
} as const;

/** Files of the packages setup, systemd and libkcapi, the same in all distributions from these sources. */
export const redHatValues: readonly OwnValues[] = [
  ...systemdUsual,
  {
    ...redHat,
    values: {
      "kernel.yama.ptrace_scope": "0",
      "kernel.kptr_restrict": "1",
      "net.ipv4.conf.default.rp_filter": "1",
      "net.ipv4.conf.*.rp_filter": "1",
    },
  },
  { ...sysctlConf, by: "RHEL" },
];

const values: readonly OwnValues[] = [
  ...redHatValues,
  {
    ...redHat,
    since: "9",
    values: { "net.core.optmem_max": "81920" },
  },
  {
    ...redHat,
    since: "10",
    values: { "vm.max_map_count": "1048576" },
  },
  {
    ...redHat,
    by: "the kernel of RHEL",
    source: "fresh nodes with RHEL 10, published reports",
    since: "10",
    values: { "kernel.io_uring_disabled": "2" },
  },
  {
    ...redHat,
    by: "the kernel of RHEL",
    source: "the release notes of RHEL 9.3",
    since: "9",
    before: "10",
    when: "from 9.3 on",
    values: { "kernel.io_uring_disabled": "2" },
  },
];

const family = {
  releases,
  values,
  bootArguments: [grubby],
  network: {
    daemon: "NetworkManager",
    source: "RHEL 8, 9 and 10, Configuring and managing networking",
  },
  isComplete: false,
  buildPlatform: "rhel",
} as const;

/** Red Hat Enterprise Linux, and the distributions that are rebuilt from its sources. */
export const rhel: Distro = { label: "RHEL", ...family };
export const rocky: Distro = { label: "Rocky Linux", ...family };
export const almalinux: Distro = { label: "AlmaLinux", ...family };
