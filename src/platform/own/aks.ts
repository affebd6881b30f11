import type { OwnValues } from "../../core/own-values.js";

const AGENT_BAKER = "Azure/AgentBaker 06836ee2";

/** The file that AKS writes when it provisions a node. */
export const aksFile: OwnValues = {
  by: "AKS",
  file: "999-sysctl-aks.conf",
  certainty: "read",
  source: `${AGENT_BAKER}, pkg/agent/baker.go, sysctlTemplateStr; linuxOSConfig of a node pool changes some of them`,
  values: {
    "net.ipv4.tcp_retries2": "8",
    "net.core.message_burst": "80",
    "net.core.message_cost": "40",
    "net.core.somaxconn": "16384",
    "net.ipv4.tcp_max_syn_backlog": "16384",
    "net.ipv4.neigh.default.gc_thresh1": "4096",
    "net.ipv4.neigh.default.gc_thresh2": "8192",
    "net.ipv4.neigh.default.gc_thresh3": "16384",
  },
};

/** What every image and every node of AKS sets, with Ubuntu and with Azure Linux. */
export const aksValues: readonly OwnValues[] = [
  {
    by: "the AKS image",
    certainty: "read",
    source: `${AGENT_BAKER}, parts/linux/cloud-init/artifacts/sysctl-d-60-CIS.conf`,
    values: {
      "net.ipv4.conf.all.send_redirects": "0",
      "net.ipv4.conf.default.send_redirects": "0",
      "net.ipv4.conf.all.accept_source_route": "0",
      "net.ipv4.conf.default.accept_source_route": "0",
      "net.ipv6.conf.all.accept_source_route": "0",
      "net.ipv6.conf.default.accept_source_route": "0",
      "net.ipv4.conf.all.accept_redirects": "0",
      "net.ipv4.conf.default.accept_redirects": "0",
      "net.ipv6.conf.all.accept_redirects": "0",
      "net.ipv6.conf.default.accept_redirects": "0",
      "net.ipv4.conf.all.secure_redirects": "0",
      "net.ipv4.conf.default.secure_redirects": "0",
      "net.ipv4.conf.all.log_martians": "1",
      "net.ipv4.conf.default.log_martians": "1",
      "net.ipv6.conf.all.accept_ra": "0",
      "net.ipv6.conf.default.accept_ra": "0",
      "net.ipv4.icmp_echo_ignore_broadcasts": "1",
      "net.ipv4.icmp_ignore_bogus_error_responses": "1",
      "net.ipv4.conf.all.rp_filter": "1",
      "net.ipv4.conf.default.rp_filter": "1",
      "net.ipv4.tcp_syncookies": "1",
      "vm.overcommit_memory": "1",
      "kernel.panic": "10",
      "kernel.panic_on_oops": "1",
      "kernel.pid_max": "4194304",
      "fs.inotify.max_user_watches": "1048576",
      "fs.inotify.max_user_instances": "1024",
      "kernel.randomize_va_space": "2",
      "fs.suid_dumpable": "0",
    },
  },
  aksFile,
  {
    ...aksFile,
    source: `${AGENT_BAKER}, pkg/agent/baker.go and consts.go`,
    when: "if ip_local_port_range of the pool ends at 65330 or above",
    values: { "net.ipv4.ip_local_reserved_ports": "65330" },
  },
];

/** What only its Ubuntu images set. */
export const aksOnUbuntu: readonly OwnValues[] = [
  {
    by: "the AKS image",
    certainty: "read",
    source:
      "MicrosoftDocs/azure-aks-docs 0f293982, articles/aks/custom-node-configuration.md",
    values: { "net.core.rmem_max": "1048576" },
  },
];
