import { expect, test } from "vitest";
import { mended, remediesIn } from "../support/remedies.js";

const role = (lines: string): string => `version: 1
roles:
  worker:
    node: { os: linux }
${lines}`;

test.each([
  [
    "items with a name and a value, as in Kubernetes",
    `    sysctl:
      # for the ingress
      - name: net.core.somaxconn
        value: "1024"
      - { name: vm.swappiness, value: 10 } # less
`,
    "7:7 write `net.core.somaxconn: 1024`, and the others in the same way",
    `    sysctl:
      # for the ingress
      net.core.somaxconn: 1024
      vm.swappiness: 10 # less
`,
  ],
  [
    "items in the column of their section, with the fields of Ansible",
    `    sysctl:
    - value: "4096 87380 16777216"
      name: net.ipv4.tcp_rmem
      state: present
`,
    "6:5 write `net.ipv4.tcp_rmem: 4096 87380 16777216`",
    `    sysctl:
      net.ipv4.tcp_rmem: 4096 87380 16777216
`,
  ],
  [
    "a list in brackets, which is only explained",
    `    sysctl: [{ name: vm.swappiness, value: 10 }]
`,
    "5:13 write `vm.swappiness: 10`",
    `    sysctl: [{ name: vm.swappiness, value: 10 }]
`,
  ],
  [
    "no blank after the colon, on the line of the section",
    "    sysctl: net.core.somaxconn:1\n",
    "5:13 write `sysctl: { net.core.somaxconn: 1 }`",
    "    sysctl: { net.core.somaxconn: 1 }\n",
  ],
  [
    "an equals sign on the line of the section",
    "    sysctl: net.core.somaxconn=1\n",
    "5:13 write `sysctl: { net.core.somaxconn: 1 }`; to take over a whole file, run `tunegen import FILE`",
    "    sysctl: { net.core.somaxconn: 1 }\n",
  ],
  [
    "no blank after the colon, below the section",
    "    sysctl:\n      net.core.somaxconn:1024\n",
    "6:7 write `net.core.somaxconn: 1024`",
    "    sysctl:\n      net.core.somaxconn: 1024\n",
  ],
  [
    "a block of text, as in a ConfigMap",
    `    sysctl: |
      ; queues
      net.core.somaxconn = 1024

      vm.swappiness = 10 # less
    why: Bursts
`,
    "5:13 write `net.core.somaxconn: 1024`, and the others in the same way; to take over a whole file, run `tunegen import FILE`",
    `    sysctl:
      # queues
      net.core.somaxconn: 1024

      vm.swappiness: 10 # less
    why: Bursts
`,
  ],
])("%s", (_, lines, remedy, fixed) => {
  expect(remediesIn(role(lines))).toEqual([remedy]);
  expect(mended(role(lines))).toBe(role(fixed));
});
