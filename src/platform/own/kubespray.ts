import type { OwnValues } from "../../core/own-values.js";

const TASKS = "kubernetes-sigs/kubespray 46dbdd39, roles/kubernetes";
const kubespray = {
  by: "kubespray",
  // `sysctl_file_path`; where that is a link, it writes to the file behind it.
  file: "99-sysctl.conf",
  certainty: "read",
} as const;

/** What kubespray writes on every node, whatever distribution of Linux it is. */
export const kubesprayValues: readonly OwnValues[] = [
  {
    ...kubespray,
    source: `${TASKS}/preinstall/tasks/0080-system-configurations.yml`,
    values: {
      "net.ipv4.ip_forward": "1",
      "kernel.keys.root_maxbytes": "25000000",
      "kernel.keys.root_maxkeys": "1000000",
      "kernel.panic": "10",
      "kernel.panic_on_oops": "1",
      "vm.overcommit_memory": "1",
      "vm.panic_on_oom": "0",
    },
  },
  {
    ...kubespray,
    source: `${TASKS}/preinstall/tasks/0080-system-configurations.yml`,
    when: "with IPv6",
    values: { "net.ipv6.conf.all.forwarding": "1" },
  },
  {
    ...kubespray,
    source: `${TASKS}/preinstall/tasks/0080-system-configurations.yml; kubernetes-sigs/kubespray#13075`,
    when: "after release 2.29.1, if it was lower",
    values: { "fs.inotify.max_user_instances": "8192" },
  },
  {
    ...kubespray,
    source: `${TASKS}/node/tasks/main.yml`,
    values: {
      "net.ipv4.ip_local_reserved_ports": "30000-32767",
      "net.bridge.bridge-nf-call-iptables": "1",
      "net.bridge.bridge-nf-call-arptables": "1",
      "net.bridge.bridge-nf-call-ip6tables": "1",
    },
  },
];
