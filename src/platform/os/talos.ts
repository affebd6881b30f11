import type { OperatingSystem, OwnValue } from "../../core/platform.js";
import { isAtLeast } from "../../core/version.js";

/**
 * A sysctl that Talos sets by default, and the first release that is known to have the value. Without a release, the
 * value changed between releases and it is not known when.
 * Sources: siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_defaults.go (1.8 to 1.14) and
 * pkg/kernel/kspp/kspp.go.
 */
interface TalosValue {
  readonly value: string;
  readonly since?: string;
}

export const talosValues: Readonly<Record<string, TalosValue>> = {
  "net.ipv4.ip_forward": { value: "1", since: "1.8" },
  "net.ipv4.icmp_ignore_bogus_error_responses": { value: "1", since: "1.13" },
  "net.ipv4.icmp_echo_ignore_broadcasts": { value: "1", since: "1.13" },
  "net.ipv4.ip_local_reserved_ports": { value: "50000-50001", since: "1.12" },
  "net.ipv4.tcp_keepalive_time": { value: "600", since: "1.8" },
  "net.ipv4.tcp_keepalive_intvl": { value: "60", since: "1.8" },
  "net.ipv6.conf.default.forwarding": { value: "1", since: "1.8" },
  "net.ipv6.conf.default.accept_ra": { value: "2", since: "1.13" },
  "net.bridge.bridge-nf-call-iptables": { value: "1", since: "1.8" },
  "net.bridge.bridge-nf-call-ip6tables": { value: "1", since: "1.8" },
  "kernel.panic": { value: "10", since: "1.8" },
  "kernel.pid_max": { value: "262144", since: "1.8" },
  "vm.overcommit_memory": { value: "1", since: "1.8" },
  "fs.inotify.max_user_instances": { value: "8192", since: "1.13" },
  "fs.aio-max-nr": { value: "1048576", since: "1.13" },
  "user.max_user_namespaces": { value: "0", since: "1.8" },
  "net.core.bpf_jit_harden": { value: "2", since: "1.8" },
  "kernel.dmesg_restrict": { value: "1", since: "1.8" },
  "kernel.perf_event_paranoid": { value: "3", since: "1.13" },
  "kernel.unprivileged_bpf_disabled": { value: "1", since: "1.13" },
  "kernel.kptr_restrict": { value: "2" },
  "kernel.yama.ptrace_scope": { value: "2" },
  "kernel.randomize_va_space": { value: "2" },
  "dev.tty.ldisc_autoload": { value: "0" },
  "dev.tty.legacy_tiocsti": { value: "0" },
  "fs.protected_symlinks": { value: "1" },
  "fs.protected_hardlinks": { value: "1" },
  "fs.protected_fifos": { value: "2" },
  "fs.protected_regular": { value: "2" },
  "fs.suid_dumpable": { value: "0" },
};

function ownValue(
  id: string,
  osVersion: string | undefined,
): OwnValue | undefined {
  const own = Object.hasOwn(talosValues, id) ? talosValues[id] : undefined;
  if (own === undefined) return undefined;
  const sure = own.since !== undefined && isAtLeast(osVersion, own.since);
  const value =
    sure === true || (osVersion === undefined && own.since !== undefined)
      ? own.value
      : undefined;
  return {
    who: "Talos",
    value,
    sure: sure === true,
    does:
      value === undefined ? "sets it by default" : `sets ${value} by default`,
  };
}

/** Source: siderolabs/pkgs, the kernel of the tag of each release; 1.12.0 was tagged with 6.17, and later patches have 6.18. */
const kernels = [
  ["1.4", "6.1"],
  ["1.7", "6.6"],
  ["1.9", "6.12"],
  ["1.12", "6.17"],
  ["1.13", "6.18"],
] as const;

export const talos: OperatingSystem = {
  systemLabel: "Talos",
  settingsForm: "machine-config",
  formFollowsVersion: true,
  expandsPatterns: false,
  keepsOrder: false,
  forwardsLast: true,
  forwardingOff: undefined,
  reappliesByUdev: "never",
  hasLogins: false,
  runsScripts: false,
  hasDistros: false,
  kernels,
  newest: "1.14",
  ownValue,
};
