import { describe } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";

const cases: Cases = {
  comments: [
    `# Licence: MIT
# Managed by Ansible

machine:
  # Network of the nodes https://example.com/net
  sysctls:
    # Accept queue
    net.core.somaxconn: 65535
    # ### Buffers ###
    # of sockets
    net.core.rmem_max: 7500000 # was 212992
    net.core.wmem_max: 7500000
    # vm.swappiness: 10
    # net.ipv4.tcp_sack=0

    # Files

    fs.file-max: 2097152
    # the end
  kernel: {}
`,
    [
      "heading: Licence: MIT. Managed by Ansible",
      "8:5 sysctl net.core.somaxconn: 65535 # Accept queue ## Network of the nodes https://example.com/net",
      "11:5 sysctl net.core.rmem_max: 7500000 # was 212992 ## Buffers of sockets",
      "12:5 sysctl net.core.wmem_max: 7500000 ## Buffers of sockets",
      "18:5 sysctl fs.file-max: 2097152 ## Files",
      "13:7 out: vm.swappiness: 10",
      "14:7 out: net.ipv4.tcp_sack=0",
      "19:5 note: the comment belongs to no single setting: the end",
    ],
  ],
};

describe("comments in YAML", () => {
  testCases(cases);
});
