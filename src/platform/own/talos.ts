import type { OwnValues } from "../../core/own-values.js";

const PARAMS =
  "siderolabs/talos, internal/app/machined/pkg/controllers/runtime/kernel_param_defaults.go, 1.6.0 to 1.14.0-rc.1";
const KSPP = "siderolabs/talos, pkg/kernel/kspp/kspp.go, 1.6.0 to 1.14.0-rc.1";
const talos = { by: "Talos", certainty: "read" } as const;

/** The sysctls that a controller of Talos sets unless the machine configuration has another value. */
export const talosValues: readonly OwnValues[] = [
  {
    ...talos,
    source: PARAMS,
    values: {
      "net.ipv4.ip_forward": "1",
      "net.ipv4.tcp_keepalive_time": "600",
      "net.ipv4.tcp_keepalive_intvl": "60",
      "kernel.panic": "10",
      "kernel.pid_max": "262144",
      "vm.overcommit_memory": "1",
      "fs.inotify.max_user_instances": "8192",
      "fs.aio-max-nr": "1048576",
      "net.bridge.bridge-nf-call-iptables": "1",
      "net.bridge.bridge-nf-call-ip6tables": "1",
      "net.ipv6.conf.default.forwarding": "1",
      "net.ipv6.conf.default.accept_ra": "2",
    },
  },
  {
    ...talos,
    source: KSPP,
    values: {
      "kernel.dmesg_restrict": "1",
      "kernel.perf_event_paranoid": "3",
      "kernel.unprivileged_bpf_disabled": "1",
      "net.core.bpf_jit_harden": "2",
      "user.max_user_namespaces": "0",
    },
  },
  {
    ...talos,
    source: KSPP,
    before: "1.12",
    values: { "kernel.kptr_restrict": "1", "kernel.yama.ptrace_scope": "1" },
  },
  {
    ...talos,
    source: KSPP,
    since: "1.12",
    values: {
      "kernel.kptr_restrict": "2",
      "kernel.yama.ptrace_scope": "2",
      "kernel.randomize_va_space": "2",
      "dev.tty.ldisc_autoload": "0",
      "dev.tty.legacy_tiocsti": "0",
      "fs.protected_symlinks": "1",
      "fs.protected_hardlinks": "1",
      "fs.protected_fifos": "2",
      "fs.protected_regular": "2",
      "fs.suid_dumpable": "0",
      "vm.unprivileged_userfaultfd": "0",
    },
  },
  {
    ...talos,
    source: PARAMS,
    since: "1.12",
    values: {
      "net.ipv4.icmp_ignore_bogus_error_responses": "1",
      "net.ipv4.icmp_echo_ignore_broadcasts": "1",
      "net.ipv4.ip_local_reserved_ports": "50000-50001",
    },
  },
  {
    ...talos,
    source: PARAMS,
    since: "1.13.7",
    values: { "kernel.ctrl-alt-del": "0" },
  },
  {
    ...talos,
    source: PARAMS,
    since: "1.14",
    values: {
      "net.ipv4.conf.all.send_redirects": "0",
      "net.ipv4.conf.default.send_redirects": "0",
    },
  },
];
