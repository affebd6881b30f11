import type { OwnValues } from "../../core/own-values.js";

const gardener = {
  by: "Gardener",
  file: "99-k8s-general.conf",
  certainty: "read",
  source:
    "gardener/gardener 0a555d1e, pkg/component/extensions/operatingsystemconfig/original/components/kernelconfig/component.go",
} as const;

/** What Gardener writes on every worker; `sysctls` of the Shoot's worker pool adds to it and overrides it. */
export const gardenerValues: readonly OwnValues[] = [
  {
    ...gardener,
    values: {
      "vm.max_map_count": "135217728",
      "vm.memory_failure_early_kill": "1",
      "vm.overcommit_memory": "1",
      "vm.panic_on_oom": "0",
      "kernel.panic": "10",
      "kernel.panic_on_oops": "1",
      "kernel.keys.root_maxkeys": "1000000",
      "kernel.keys.root_maxbytes": "25000000",
      "kernel.softlockup_panic": "1",
      "kernel.softlockup_all_cpu_backtrace": "1",
      "fs.file-max": "20000000",
      "fs.aio-max-nr": "262144",
      "fs.inotify.max_user_instances": "8192",
      "fs.inotify.max_user_watches": "524288",
      "net.core.somaxconn": "32768",
      "net.core.rmem_max": "16777216",
      "net.core.wmem_max": "16777216",
      "net.core.netdev_max_backlog": "16384",
      "net.ipv4.conf.all.forwarding": "1",
      "net.ipv4.conf.default.forwarding": "1",
      "net.ipv6.conf.all.forwarding": "1",
      "net.ipv6.conf.default.forwarding": "1",
      "net.ipv4.conf.default.log_martians": "1",
      "net.ipv4.ip_local_port_range": "32768 65535",
      "net.ipv4.tcp_max_syn_backlog": "8096",
      "net.ipv4.tcp_retries2": "8",
      "net.ipv4.tcp_rmem": "4096 12582912 16777216",
      "net.ipv4.tcp_wmem": "4096 12582912 16777216",
      "net.ipv4.tcp_slow_start_after_idle": "0",
      "net.ipv4.tcp_tw_reuse": "1",
    },
  },
  {
    ...gardener,
    when: "without kube-proxy",
    values: { "net.netfilter.nf_conntrack_max": "1048576" },
  },
];
