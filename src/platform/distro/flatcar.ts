import { systemdUsual } from "../own/systemd.js";
import type { Distro } from "./distro.js";

export const flatcar: Distro = {
  label: "Flatcar",
  releases: undefined,
  isComplete: true,
  bootArguments: [
    {
      form: "butane",
      source:
        "Butane, Flatcar Specification 1.0.0, kernel_arguments; flatcar/bootengine 1b557b4c, dracut/53ignition/ignition-kargs-helper, which writes /oem/grub.cfg",
    },
  ],
  network: {
    daemon: "systemd-networkd",
    source: "flatcar/init 11640392, systemd/network/zz-default.network",
  },
  values: [
    ...systemdUsual,
    {
      by: "Flatcar",
      certainty: "read",
      source: "flatcar/baselayout, sysctl.d/60-baselayout.conf, January 2024",
      values: {
        "net.ipv4.ip_forward": "1",
        "net.ipv4.conf.default.rp_filter": "0",
        "net.ipv4.conf.all.rp_filter": "0",
        "net.ipv4.conf.*.rp_filter": "0",
        "kernel.kptr_restrict": "1",
        "fs.protected_regular": "0",
        "fs.protected_fifos": "0",
      },
    },
  ],
};
