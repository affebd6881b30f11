import { debianValues } from "./debian.js";
import { type Distro, numbered } from "./distro.js";

const rpi = {
  by: "Raspberry Pi OS",
  certainty: "secondary",
  source: "sysctl --system on Raspberry Pi OS 12 and 13, published logs",
} as const;

export const raspberryPiOs: Distro = {
  label: "Raspberry Pi OS",
  cloud: "none",
  releases: numbered("12", "13"),
  isComplete: true,
  bootArguments: [
    {
      form: "one-line",
      file: "/boot/firmware/cmdline.txt",
      source:
        "Raspberry Pi documentation, Configuration, Kernel command line (cmdline.txt), for Raspberry Pi OS 12 and later",
    },
  ],
  network: {
    daemon: "NetworkManager",
    source: "the release notes of Raspberry Pi OS 12",
  },
  values: [
    ...debianValues,
    {
      ...rpi,
      file: "98-rpi.conf",
      values: {
        "kernel.printk": "3 4 1 3",
        "vm.min_free_kbytes": "16384",
        "net.ipv4.ping_group_range": "0 2147483647",
      },
    },
    {
      ...rpi,
      since: "13",
      when: "with rpi-swap",
      values: { "vm.page-cluster": "0" },
    },
  ],
};
