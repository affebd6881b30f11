import { describe } from "vitest";
import { type Cases, testCases } from "../yaml/cases.js";

const cases: Cases = {
  Jinja: [
    `machine:
  sysctls:
{% if big %}
    net.core.somaxconn: 4096
{% else %}
    net.core.somaxconn: 1024
{% endif %}
    vm.max_map_count: "{{ map_count | default("262144") }}"
    net.ipv4.conf.{{ interface }}.rp_filter: 1
    vm.swappiness: 10
    {{ more | to_nice_yaml | indent(4) }}
`,
    [
      "6:5 sysctl net.core.somaxconn: 1024",
      "10:5 sysctl vm.swappiness: 10",
      "4:5 changed: `net.core.somaxconn` is set again in line 6; the last value, 1024, is taken",
      "6:5 condition: `net.core.somaxconn` is under the condition `{% else %} of {% if big %}`",
      '8:5 left: `vm.max_map_count: "{{ map_count | default("262144") }}"` has an expression of a template',
      "9:5 left: `net.ipv4.conf.{{ interface }}.rp_filter: 1` has an expression of a template",
      "11:5 left: the template writes `{{ more | to_nice_yaml | indent(4) }}` here",
    ],
  ],
  Terraform: [
    `%{ if worker ~}
machine:
  sysctls:
    net.core.somaxconn: \${somaxconn}
    vm.max_map_count: "262144"
%{ endif ~}
`,
    [
      "5:5 sysctl vm.max_map_count: 262144",
      "4:5 left: `net.core.somaxconn: ${somaxconn}` has an expression of a template",
      "5:5 condition: `vm.max_map_count` is under the condition `%{ if worker ~}`",
    ],
  ],
  "values that the kernel refuses, and none": [
    `machine:
  sysctls:
    net.ipv4.ip_forward: true
    vm.swappiness:
    "": 1
    vm.swappiness: [10]
    net.ipv4.tcp_rmem: >-
      4096
      87380 16777216
`,
    [
      "3:5 sysctl net.ipv4.ip_forward: 1",
      "6:5 sysctl vm.swappiness: 10",
      "7:5 sysctl net.ipv4.tcp_rmem: 4096 87380 16777216",
      "3:5 changed: `net.ipv4.ip_forward` has the value `true`, which the kernel refuses; 1 is taken",
      "4:5 left: `vm.swappiness` has no value",
      "5:5 left: `` is not the name of a sysctl",
    ],
  ],
  "anchors and merge keys": [
    `x-common: &common
  net.core.somaxconn: 1024
  vm.swappiness: 10
machine:
  sysctls:
    <<: *common
    vm.swappiness: 1
`,
    [
      "2:3 sysctl net.core.somaxconn: 1024",
      "7:5 sysctl vm.swappiness: 1",
      "3:3 changed: `vm.swappiness` is set again in line 7; the last value, 1, is taken",
    ],
  ],
  "a file that is cut in the middle": [
    `machine:
  sysctls:
    vm.swappiness: 10
    net.core.somaxconn: "10`,
    [
      "3:5 sysctl vm.swappiness: 10",
      "4:5 left: `net.core.somaxconn` has no value",
      '4:27 left: the YAML has an error here: Missing closing "quote',
    ],
  ],
};

describe("templates around YAML, and YAML with errors", () => {
  testCases(cases);
});
