/** The keys that a hardening guide, or the tool that checks it, wants to be stated. */
interface Guide {
  readonly source: string;
  readonly keys: readonly string[];
}

/** Returns keys for `all` and for `default`. */
function both(family: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    `net.${family}.conf.all.${name}`,
    `net.${family}.conf.default.${name}`,
  ]);
}

/** Forwarding is missing: a Kubernetes node needs the opposite of what the guides ask for. */
const guides = (): readonly Guide[] => [
  {
    source:
      "CIS Debian Linux 13 Benchmark 1.0.0, as in ComplianceAsCode/content, controls/cis_debian13.yml, commit 0996e5c",
    keys: [
      "fs.protected_hardlinks",
      "fs.protected_symlinks",
      "fs.suid_dumpable",
      "kernel.dmesg_restrict",
      "kernel.kptr_restrict",
      "kernel.randomize_va_space",
      "kernel.yama.ptrace_scope",
      ...both("ipv4", [
        "accept_redirects",
        "accept_source_route",
        "log_martians",
        "rp_filter",
        "secure_redirects",
        "send_redirects",
      ]),
      ...both("ipv6", ["accept_ra", "accept_redirects", "accept_source_route"]),
      "net.ipv4.icmp_echo_ignore_broadcasts",
      "net.ipv4.icmp_ignore_bogus_error_responses",
      "net.ipv4.tcp_syncookies",
    ],
  },
  {
    source:
      "DISA STIG for Red Hat Enterprise Linux 8 V1R11, as in ComplianceAsCode/content, products/rhel8/profiles/stig.profile, commit 00513ac",
    keys: [
      "kernel.core_pattern",
      "kernel.kexec_load_disabled",
      "kernel.perf_event_paranoid",
      "kernel.unprivileged_bpf_disabled",
      "net.core.bpf_jit_harden",
      "user.max_user_namespaces",
    ],
  },
  {
    source:
      "Kernel Self Protection Project and grsecurity, as in a13xp0p0v/kernel-hardening-checker 0.6.17.1, kernel_hardening_checker/checks.py",
    keys: [
      "dev.tty.ldisc_autoload",
      "dev.tty.legacy_tiocsti",
      "fs.protected_fifos",
      "fs.protected_regular",
      "kernel.io_uring_disabled",
      "kernel.modules_disabled",
      "kernel.oops_limit",
      "kernel.sysrq",
      "kernel.unprivileged_userns_clone",
      "kernel.warn_limit",
      "vm.mmap_min_addr",
      "vm.mmap_rnd_bits",
      "vm.mmap_rnd_compat_bits",
      "vm.unprivileged_userfaultfd",
    ],
  },
  {
    source: "CISOfy/lynis 3.1.6, default.prf",
    keys: [
      "kernel.core_uses_pid",
      "kernel.ctrl-alt-del",
      "net.ipv4.conf.all.bootp_relay",
      "net.ipv4.conf.all.proxy_arp",
    ],
  },
  {
    source: "dev-sec/linux-baseline 2.10.0, controls/sysctl_spec.rb",
    keys: both("ipv4", ["shared_media"]),
  },
];

let pinned: ReadonlySet<string> | undefined;

/** Tells whether hardening guides want a value of the key to be written, even if it is the default. */
export function isPinnedByGuides(id: string): boolean {
  pinned ??= new Set(guides().flatMap(({ keys }) => keys));
  return pinned.has(id);
}
