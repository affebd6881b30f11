import { hasDottedSegment, type SysctlKey } from "../../core/key.js";
import type { SysctlRefusal } from "../../core/platform.js";
import {
  systemdDefaults,
  systemdLimits,
  systemdOpenFiles,
  systemdPidMax,
} from "../own/systemd.js";
import type { Distro } from "./distro.js";

const release = {
  by: "Bottlerocket",
  certainty: "read",
  source:
    "bottlerocket-os/bottlerocket-core-kit, packages/release/release-sysctl.conf, 3.1.1 and later",
} as const;

const keyRule = "a key has up to 128 letters, digits and characters of `._/-`";

/** Tells which sysctls its settings cannot express. Source: SysctlKey in shared.rs, sysctl_path in main.rs, corndog-toml. */
function refusesSysctl(
  key: SysctlKey,
  value: string,
): SysctlRefusal | undefined {
  if (hasDottedSegment(key))
    return {
      what: "key",
      why: "Bottlerocket turns every dot of a key into a slash, so it looks for the key in another place",
    };
  if (!/^[\w./-]{1,128}$/u.test(key.id))
    return {
      what: "key",
      why: `Bottlerocket refuses all settings with it: ${keyRule}`,
    };
  return /["\\]/u.test(value)
    ? {
        what: "value",
        why: "Bottlerocket copies the value between quotes into a file that it then cannot read, so it sets none of the sysctls",
      }
    : undefined;
}

export const bottlerocket: Distro = {
  label: "Bottlerocket",
  releases: undefined,
  differs: {
    source:
      "bottlerocket-os/bottlerocket-core-kit 3.1.1, sources/api/corndog/src/main.rs and packages/os/corndog-toml; bottlerocket-os/bottlerocket 1.19.0, sources/models/modeled-types/src/shared.rs",
    abilities: {
      systemLabel: "Bottlerocket",
      settingsForm: "user-data",
      expandsPatterns: false,
      unexpanded: `Bottlerocket refuses all settings with it: ${keyRule}`,
      refusesSysctl,
      // A hash map, in which each of them is written once.
      keepsOrder: false,
      // Rust's fs::write makes no write call for no bytes.
      writesEmptyValues: false,
      // systemd's rule for udev applies files of sysctl.d only.
      reappliesByUdev: "never",
      forwarding: undefined,
      hasLogins: false,
      containerLimits: {},
      configuresKubelet: true,
    },
  },
  isComplete: true,
  // They are part of its settings.
  bootArguments: [],
  values: [
    systemdLimits,
    systemdOpenFiles,
    systemdDefaults,
    systemdPidMax,
    {
      ...release,
      values: {
        "kernel.panic": "10",
        "kernel.panic_on_oops": "1",
        "net.ipv4.neigh.default.gc_thresh1": "0",
        "net.ipv6.neigh.default.gc_thresh1": "0",
        "net.ipv4.neigh.default.gc_thresh2": "15360",
        "net.ipv6.neigh.default.gc_thresh2": "15360",
        "net.ipv4.neigh.default.gc_thresh3": "16384",
        "net.ipv6.neigh.default.gc_thresh3": "16384",
        "net.ipv4.tcp_wmem": "4096 20480 4194304",
        "net.ipv4.ip_default_ttl": "255",
        "net.ipv4.conf.all.forwarding": "1",
        "net.ipv6.conf.all.forwarding": "1",
        "net.ipv4.ip_local_port_range": "32768 60999",
        "net.netfilter.nf_conntrack_max": "1048576",
        "net.netfilter.nf_conntrack_generic_timeout": "120",
        "kernel.kptr_restrict": "1",
        "kernel.dmesg_restrict": "1",
        "kernel.yama.ptrace_scope": "1",
        "user.max_user_namespaces": "0",
        "kernel.unprivileged_bpf_disabled": "1",
        "net.core.bpf_jit_harden": "2",
        "fs.inotify.max_user_instances": "8192",
        "fs.inotify.max_user_watches": "524288",
        "vm.max_map_count": "524288",
      },
    },
    {
      ...release,
      source:
        "bottlerocket-os/bottlerocket-core-kit, CHANGELOG.md, 13.1.0 (#835)",
      when: "from core-kit 13.1.0 on",
      values: { "vm.max_map_count": "1048576" },
    },
    {
      ...release,
      when: "on NVIDIA variants",
      values: { "net.core.bpf_jit_harden": "1" },
    },
    // The files of systemd have no line for single interfaces here.
    {
      ...release,
      when: "for each interface",
      values: { "net.ipv4.conf.*.rp_filter": null },
    },
  ],
};
