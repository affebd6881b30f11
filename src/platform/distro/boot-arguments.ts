import type { BootArguments } from "../../core/boot-arguments.js";

/** GRUB as Debian builds it: it reads the drop-ins, too. */
export const grubDropIn: BootArguments = {
  form: "grub-drop-in",
  update: "update-grub",
  source:
    "Debian, grub-common 2.06-13, /usr/sbin/grub-mkconfig, which sources /etc/default/grub.d/*.cfg",
};

/** A distribution that the facts do not name. */
export const anyBootArguments: BootArguments = {
  ...grubDropIn,
  notes: [
    {
      text: "Only GRUB of Debian, Ubuntu and Proxmox VE reads this folder. The fact `distro` gives the form of other systems and boot loaders.",
    },
  ],
};

/**
 * Entries of the Boot Loader Specification: GRUB_CMDLINE_LINUX in /etc/default/grub only counts when a kernel is
 * installed, or not at all.
 */
export const grubby: BootArguments = {
  form: "grubby",
  source:
    "RHEL 8, 9 and 10, Managing, monitoring and updating the kernel, Configuring kernel command-line parameters; rhboot/grubby, grubby-bls",
};

/** GRUB without drop-ins: its script sources the file. */
export const grubSourced: BootArguments = {
  form: "grub-drop-in",
  update: "grub2-mkconfig -o /boot/grub2/grub.cfg",
  sourcedBy: "/etc/default/grub",
  source: "GNU GRUB manual 2.12, Simple configuration handling",
};
