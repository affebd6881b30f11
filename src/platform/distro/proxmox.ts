import { grubDropIn } from "./boot-arguments.js";
import { debianValues } from "./debian.js";
import { type Distro, numbered } from "./distro.js";

const pve = {
  by: "Proxmox VE",
  certainty: "secondary",
  source: "sysctl --system on Proxmox VE 8, published logs",
} as const;

/** Proxmox VE 8 is a Debian 12, and 9 a Debian 13. */
function asProxmox(release: string | undefined): string | undefined {
  return release === undefined ? undefined : String(Number(release) - 4);
}

export const proxmox: Distro = {
  label: "Proxmox VE",
  releases: numbered("8", "9"),
  isComplete: false,
  bootArguments: [
    { ...grubDropIn, nodes: "that boot with GRUB" },
    {
      form: "one-line",
      nodes: "that boot with systemd-boot, as those with ZFS and UEFI do",
      file: "/etc/kernel/cmdline",
      update: "proxmox-boot-tool refresh",
      source:
        "Proxmox VE Administration Guide 8 and 9, Host Bootloader, Editing the Kernel Commandline",
    },
  ],
  values: [
    ...debianValues.map(({ since, before, ...group }) => {
      const [first, end] = [asProxmox(since), asProxmox(before)];
      return {
        ...group,
        ...(first !== undefined && { since: first }),
        ...(end !== undefined && { before: end }),
      };
    }),
    {
      ...pve,
      values: {
        "fs.inotify.max_queued_events": "8388608",
        "fs.inotify.max_user_instances": "65536",
        "fs.inotify.max_user_watches": "4194304",
        "vm.max_map_count": "262144",
        "net.ipv4.neigh.default.gc_thresh3": "8192",
        "net.ipv6.neigh.default.gc_thresh3": "8192",
        "kernel.keys.maxkeys": "2000",
      },
    },
    {
      ...pve,
      file: "pve-firewall.conf",
      values: {
        "net.bridge.bridge-nf-call-ip6tables": "0",
        "net.bridge.bridge-nf-call-iptables": "0",
        "net.bridge.bridge-nf-call-arptables": "0",
        "net.bridge.bridge-nf-filter-vlan-tagged": "0",
        "net.ipv4.igmp_link_local_mcast_reports": "0",
        "fs.aio-max-nr": "1048576",
      },
    },
  ],
};
