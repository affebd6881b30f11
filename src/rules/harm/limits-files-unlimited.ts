import { defineRule } from "../rule.js";

export const limitsFilesUnlimited = defineRule({
  name: "limits-files-unlimited",
  scope: "node",
  severity: "warning",
  group: "harm",
  summary: "`nofile: unlimited`, which nothing can give",
  explanation:
    "There is no unlimited number of open files: the kernel refuses it. pam_limits writes `fs.nr_open` in its place, and systemd takes the nearest that it gets. What comes out differs from machine to machine, from 1048576 to over a billion where systemd raised `fs.nr_open`, and programs that close every possible descriptor when they start then take minutes and all memory to do it.",
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
  check: ({ settings }) =>
    settings.limit
      .filter(({ id, value }) => id === "nofile" && value?.hard === "unlimited")
      .map((limit) => ({
        about: limit,
        span: limit.valueSpan,
        message: "`nofile` cannot be unlimited",
        why: "pam_limits writes fs.nr_open instead, and what that is differs from machine to machine",
        help: "write a number, such as 1048576",
      })),
});
