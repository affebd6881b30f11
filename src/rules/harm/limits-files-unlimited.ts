import { defineRule } from "../rule.js";

export const limitsFilesUnlimited = defineRule({
  name: "limits-files-unlimited",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "`nofile: unlimited`, which the kernel refuses",
  page: () => ({
    explanation:
      "The number of open files cannot be unlimited: the kernel refuses it. pam_limits sets `fs.nr_open` instead, and systemd the highest limit that it can set. The result differs between machines, from 1048576 to more than a billion where systemd raised `fs.nr_open`. Programs that close every possible descriptor when they start then need minutes, and all memory.",
    source:
      "limits.conf(5); https://github.com/systemd/systemd/blob/main/NEWS (240); https://github.com/containerd/containerd/pull/8924",
    failing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    limits:
      nofile: unlimited # Many connections
      services: [containerd]
`,
      at: "6:15",
    },
    passing: {
      spec: `version: 1
roles:
  worker:
    node: { os: linux }
    limits:
      nofile: 1048576 # Many connections
      memlock: unlimited # BPF maps of old kernels
      services: [containerd]
`,
    },
  }),
  check: ({ settings }) =>
    settings.limit
      .filter(({ id, value }) => id === "nofile" && value?.hard === "unlimited")
      .map((limit) => ({
        about: limit,
        span: limit.valueSpan,
        message: "`nofile` cannot be unlimited",
        why: "pam_limits sets `fs.nr_open` instead, which differs between machines",
        help: "write a number, such as `1048576`",
      })),
});
