import { node, sysctl, testMistakes, top } from "../support/mistakes.js";

testMistakes({
  "characters that look like others": [
    [
      node("os\uff1a linux", "cpus: 8"),
      node("os: linux", "cpus: 8"),
      "5:7 the colon after `os` is U+FF1A, a full-width colon; write `os: linux`",
    ],
    [
      node("os:\u00a0linux"),
      node("os: linux"),
      "5:7 the blank after `os:` is U+00A0, not a space; write `os: linux`",
    ],
    [
      node("os:\u3000linux", "cpus: 8"),
      node("os: linux", "cpus: 8"),
      "5:7 the blank after `os:` is U+3000, not a space; write `os: linux`",
    ],
    [
      "version: 1\nroles\uff1a\n  r:\n    sysctl:\n      vm.swappiness: 1\n",
      "version: 1\nroles:\n  r:\n    sysctl:\n      vm.swappiness: 1\n",
      "2:1 the colon after `roles` is U+FF1A, a full-width colon; write `roles:`",
    ],
    [
      "version: 1\nroles:\n  r:\n    sysctl:\n\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0vm.swappiness: 1\n\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0net.core.somaxconn: 1 # a\n",
      "version: 1\nroles:\n  r:\n    sysctl:\n      vm.swappiness: 1\n      net.core.somaxconn: 1 # a\n",
      "5:1 U+00A0 is in the place of a space, also on line 6; write a space, or remove it",
    ],
    [
      sysctl("vm.swappiness: 1", "\u00a0\u00a0net.core.somaxconn: 1"),
      sysctl("vm.swappiness: 1", "  net.core.somaxconn: 1"),
      "6:1 U+00A0 is in the place of a space; write a space, or remove it",
    ],
    [
      node("os\u200b: linux"),
      node("os\u200b: linux"),
      "5:7 `os\u200b` is not a field here; did you mean `os`?",
    ],
    [
      node("os: \u201clinux\u201d"),
      node("os: \u201clinux\u201d"),
      "5:11 `roles.r.node.os` cannot be the text `\u201clinux\u201d`; did you mean `linux`?",
    ],
    [
      top("node: { os: linux\uff0c cpus: 8 }"),
      top("node: { os: linux\uff0c cpus: 8 }"),
      "2:18 a full-width comma before `cpus`; write `linux, cpus: ...`",
    ],
  ],
  "a sign at the end": [
    [
      node("os: linux,", "cpus: 8;"),
      node("os: linux", "cpus: 8"),
      "5:11 `roles.r.node.os` cannot be the text `linux,`; write os: linux",
      "6:13 `roles.r.node.cpus` cannot be the text `8;`; write cpus: 8",
    ],
    [
      sysctl("net.core.somaxconn: 4096,"),
      sysctl("net.core.somaxconn: 4096"),
      "5:27 `4096,` ends with `,`; write 4096",
    ],
    [
      node('"os": "linux",'),
      node('"os": "linux",'),
      "5:20 the line ends with `,`; remove `,`",
    ],
  ],
  "a list instead of fields": [
    [
      "version: 1\nroles:\n  r:\n    sysctl: - net.core.somaxconn: 1\n",
      "version: 1\nroles:\n  r:\n    sysctl: - net.core.somaxconn: 1\n",
      "4:13 a list item is on the line of `sysctl:`; write `net.core.somaxconn: 1` on the next line, indented by 2 more blanks",
    ],
    [
      top("node:\n  - os: linux\n  - cpus: 8"),
      top("node:\n  - os: linux\n  - cpus: 8"),
      "3:3 `node` cannot be a list; write the fields without dashes: `node: { os: linux, cpus: 8 }`",
    ],
    [
      top("node:\n  - os=linux\n  - cpus=8"),
      top("node:\n  { os: linux, cpus: 8 }"),
      "3:3 `node` cannot be a list; write node: { os: linux, cpus: 8 }",
    ],
    [
      "version: 1\nroles:\n  - r:\n      sysctl: { vm.swappiness: 1 }\n",
      "version: 1\nroles:\n  - r:\n      sysctl: { vm.swappiness: 1 }\n",
      "3:3 `roles` cannot be a list; write the fields without dashes: `roles: { r: ... }`",
    ],
    [
      "version: 1\nroles:\n  r:\n    sysctl: [net.core.somaxconn=4096, vm.swappiness=1]\n",
      "version: 1\nroles:\n  r:\n    sysctl: { net.core.somaxconn: 4096, vm.swappiness: 1 }\n",
      "4:13 `roles.r.sysctl` cannot be a list; write sysctl: { net.core.somaxconn: 4096, vm.swappiness: 1 }",
    ],
    [
      node("- os: linux", "cpus: 8"),
      node("- os: linux", "cpus: 8"),
      "6:7 a field stands among list items; indent it by 2 more blanks if it belongs to the item above; otherwise begin it with `- `",
    ],
    [
      top("include:\n  -a.yaml"),
      top("include:\n  -a.yaml"),
      "3:3 `include` cannot be the text `-a.yaml`; write `- a.yaml`",
    ],
  ],
  "an explicit or a missing name": [
    [
      node("? opsys"),
      node("? opsys"),
      "5:9 `? opsys` is a name without a value; write `name: value`; valid names: `arch`, `cni`, `cpus`, `distribution`, `distro`, `kernel`, `kernelBuild`, `kubeProxy`, `kubernetes`, `maxPods`, `memory`, `os`, `osVersion`, `pageSize`, `podPidsLimit`, `protectKernelDefaults`",
    ],
    [
      node(": linux"),
      node(": linux"),
      "5:7 no name is before the colon; write `name: value`, or remove the line",
    ],
  ],
});
