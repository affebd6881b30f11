import type { OwnValues } from "../../core/own-values.js";

const ami = { by: "the EKS AMI", certainty: "read" } as const;
const FILES =
  "awslabs/amazon-eks-ami 81fec2e8, templates/al2023/runtime/rootfs/etc";

/** What the EKS images add to Amazon Linux 2023. */
export const eksOnAmazonLinux: readonly OwnValues[] = [
  {
    ...ami,
    when: "in images from March 2026 on",
    source: `${FILES}/sysctl.d/67-eks-reserved-ports.conf`,
    values: {
      "net.ipv4.ip_local_reserved_ports":
        "2703,9808-9809,10249-10250,10256,61678-61679",
    },
  },
  {
    ...ami,
    file: "99-amazon.conf",
    source: `${FILES}/sysctl.d/99-amazon.conf`,
    values: {
      "vm.overcommit_memory": "1",
      "kernel.panic": "10",
      "kernel.panic_on_oops": "1",
    },
  },
  {
    ...ami,
    file: "99-kubernetes-cri.conf",
    source: `${FILES}/sysctl.d/99-kubernetes-cri.conf`,
    values: {
      "net.bridge.bridge-nf-call-ip6tables": "1",
      "net.bridge.bridge-nf-call-iptables": "1",
      "net.ipv4.ip_forward": "1",
    },
  },
  {
    ...ami,
    file: "99-sysctl.conf",
    source: `${FILES}/sysctl.conf`,
    values: {
      "fs.inotify.max_user_watches": "524288",
      "fs.inotify.max_user_instances": "8192",
      "vm.max_map_count": "524288",
      "kernel.pid_max": "4194304",
    },
  },
];

/** What Bottlerocket adds on Kubernetes nodes. */
export const eksOnBottlerocket: readonly OwnValues[] = [
  {
    by: "Bottlerocket",
    certainty: "read",
    source:
      "bottlerocket-os/bottlerocket-core-kit, packages/kubernetes-1.31/kubelet-sysctl.conf",
    values: { "vm.overcommit_memory": "1" },
  },
];
