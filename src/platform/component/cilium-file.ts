import type { SysctlFile } from "../../core/platform.js";

/**
 * The file that Cilium's init container writes, before it restarts systemd-sysctl. It must keep the last word.
 * Source: cilium/cilium, tools/sysctlfix/main.go.
 */
export const ciliumFile: SysctlFile = {
  name: "99-zzz-override_cilium.conf",
  by: "Cilium",
  named: false,
};

/** The keys of that file, also for single interfaces of Cilium: `net.ipv4.conf.lxc_health.rp_filter`. */
const keys = /^net\.ipv4\.conf\.(?:all|lxc[^.]*|cilium_[^.]*)\.rp_filter$/u;

/** Whether Cilium sets a key in its own file. */
export function isInCiliumFile(id: string): boolean {
  return keys.test(id);
}
