import { describe } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";

const cases: Cases = {
  variables: [
    `- hosts: all
  vars:
    sysctl_config:
      net.core.somaxconn: 65535 # queue
      vm.swappiness: 10
    k8s_sysctls:
      - { name: fs.file-max, value: 1000000 }
    server_args: >-
      --kubelet-arg max-pods=110
      --kube-proxy-arg=conntrack-min=0
`,
    [
      "8:18 fact maxPods: 110",
      "4:7 sysctl net.core.somaxconn: 65535 # queue",
      "5:7 sysctl vm.swappiness: 10",
      "7:17 sysctl fs.file-max: 1000000",
      "8:18 kubeProxy conntrack min: 0",
    ],
  ],
  tasks: [
    `- hosts: all
  tasks:
    # Forwarding
    - name: Forward
      ansible.posix.sysctl:
        name: net.ipv4.ip_forward
        value: "1"
        state: present
      when: is_router | bool
    - name: loop
      sysctl: { name: "{{ item.key }}", value: "{{ item.value }}", sysctl_set: yes }
      loop:
        - { key: net.ipv4.tcp_sack, value: 1 }
        # Files
        - { key: fs.nr_open, value: 1000 }
    - name: dict
      sysctl:
        name: "{{ item.key }}"
        value: "{{ item.value }}"
      with_dict:
        net.ipv4.tcp_fin_timeout: 15
    - name: var
      sysctl: { name: "{{ item.key }}", value: "{{ item.value }}" }
      loop: "{{ sysctl_config | dict2items }}"
    - sysctl: name=vm.dirty_ratio value=20 state=present
    - sysctl: { name: vm.panic_on_oom, state: absent }
    - copy:
        dest: /etc/sysctl.d/90.conf
        content: |
          # Big
          net.core.rmem_max = 100
          #net.core.wmem_max = 100
    - lineinfile: { path: /etc/sysctl.conf, line: "vm.max_map_count = 262144" }
    - command: sysctl -w kernel.pid_max=4194304
    - community.general.modprobe: { name: br_netfilter, state: present }
`,
    [
      "6:15 sysctl net.ipv4.ip_forward: 1 # Forwarding",
      "13:18 sysctl net.ipv4.tcp_sack: 1",
      "15:18 sysctl fs.nr_open: 1000 # Files",
      "21:9 sysctl net.ipv4.tcp_fin_timeout: 15",
      "25:15 sysctl vm.dirty_ratio: 20",
      "31:11 sysctl net.core.rmem_max: 100 # Big",
      "33:51 sysctl vm.max_map_count: 262144",
      "34:16 sysctl kernel.pid_max: 4194304",
      "35:43 modules br_netfilter: {}",
      "32:12 out: net.core.wmem_max = 100",
      "6:15 condition: `net.ipv4.ip_forward` is under the condition `is_router | bool`",
      '23:15 left: `"{{ item.key }}"` is in a variable',
      "26:23 left: `vm.panic_on_oom` is taken out of its file by `state: absent`",
    ],
  ],
  Salt: [
    `net.core.rmem_max:
  sysctl.present:
    - value: 100
swap:
  sysctl.present:
    - name: vm.swappiness
    - value: 1
`,
    ["1:1 sysctl net.core.rmem_max: 100", "6:13 sysctl vm.swappiness: 1"],
  ],
  "cloud-init": [
    `#cloud-config
write_files:
  - path: /etc/sysctl.d/90.conf
    content: |
      # Queue
      net.core.somaxconn = 1024 # was 128
      -vm.swappiness=1
runcmd:
  - [sysctl, -w, kernel.pid_max=4194304]
`,
    [
      "heading: cloud-config",
      "6:7 sysctl net.core.somaxconn: 1024 # was 128 ## Queue",
      "7:8 sysctl vm.swappiness: 1 ## Queue",
      "9:18 sysctl kernel.pid_max: 4194304",
      "6:7 changed: `net.core.somaxconn` is taken as `1024`: every loader passes the comment to the kernel with the value, which reads the number and ignores the rest",
      "7:8 note: `-vm.swappiness` ignores errors of the kernel, which the spec cannot say",
      "9:18 note: `kernel.pid_max=4194304` is set by a command; it is taken as a sysctl of the node",
    ],
  ],
  Butane: [
    `variant: flatcar
storage:
  files:
    - path: /etc/sysctl.d/a.conf
      contents:
        inline: |
          fs.file-max=100
`,
    ["7:11 sysctl fs.file-max: 100"],
  ],
  "keys in an unknown place": [
    `tuning:
  node:
    net.core.somaxconn: 1024
`,
    [
      "3:5 sysctl net.core.somaxconn: 1024",
      "3:5 note: `net.core.somaxconn` is in no place that tunegen knows; it is taken as a sysctl of the node",
    ],
  ],
  "a block under a condition": [
    `- block:
    - sysctl: { name: vm.swappiness, value: 1 }
  when: x
`,
    [
      "2:23 sysctl vm.swappiness: 1",
      "2:23 condition: `vm.swappiness` is under the condition `x`",
    ],
  ],
};

describe("Ansible, Salt and cloud-init", () => {
  testCases(cases);
});
