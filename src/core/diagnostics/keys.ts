import type { Codes } from "./entry.js";

/** Codes about sysctl keys and paths of sysfs. */
export const keyCodes = {
  "malformed-key": {
    severity: "error",
    summary: "A key that cannot be a path below `/proc/sys` or `/sys`",
    page: () => ({
      explanation:
        "A key names a file: with dots as `sysctl` prints it, or with slashes as a path. It may not be empty, contain blanks, quotes or `=`, have an empty part, or leave its folder with `..`. Loaders disagree about what to do with such a line: some skip it, some stop at it. Write the key as `sysctl -a` prints it.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core..somaxconn: 8192 # Many short connections
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "unknown-key": {
    severity: "error",
    summary: "A key that no measured kernel has",
    page: () => ({
      explanation:
        'None of the measured kernels has this key. systemd-sysctl and busybox silently skip unknown keys, so a typo would never be noticed. The message names the nearest keys. For a key of your own module, keep it and say why it exists: `accept: { unknown-key: "the reason" }`.',
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxcon: 8192 # Many short connections
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
      zfs.arc_limit:
        value: 1
        why: A module of our own
        accept: { unknown-key: The module of our storage nodes has it }
`,
      },
    }),
    acceptable: true,
  },
  "key-gone": {
    severity: "error",
    summary: "A key that the node's kernel no longer has",
    page: () => ({
      explanation:
        'The key existed in older kernels and was removed; the message says when, and what replaces it. Old guides still recommend such keys, and loaders skip a missing key without an error. Remove it, use the replacement, or correct `node.kernel` if the node runs an older kernel. For a kernel that still has the key, `accept: { key-gone: "the reason" }` keeps it.',
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_tw_recycle: 1 # Reuse connections in TIME_WAIT
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_tw_reuse: 1 # Reuse connections in TIME_WAIT
`,
      },
    }),
    acceptable: true,
  },
  "not-in-kernel": {
    severity: "error",
    summary:
      "A key, a module or an algorithm that the node's kernel is built without",
    page: () => ({
      explanation:
        'The facts tell which kernel the node runs: Talos and NixOS bring their own, and `distro` names that of a Linux distribution. That kernel was built without the option, or without the patch, that the key, the module, the congestion control or the queue discipline requires. systemd-sysctl and busybox silently skip missing keys, and Talos retries them in a loop. Remove the setting. For a kernel of your own, `accept: { not-in-kernel: "the reason" }` keeps it.',
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13" }
    sysctl:
      kernel.hung_task_timeout_secs: 600 # Slow storage
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-13 }
    sysctl:
      kernel.hung_task_timeout_secs: 600 # Slow storage
`,
      },
    }),
    acceptable: true,
  },
  "key-not-yet": {
    severity: "error",
    summary:
      "A key that the node's kernel, kube-proxy or Cilium does not have yet",
    page: () => ({
      explanation:
        'The key came with a newer kernel than `node.kernel`, the field of kube-proxy with a newer release than `node.kubernetes`, or the Cilium value with a newer chart than `cilium.version`. The loader, or the chart, silently ignores it; kube-proxy and K3s end over an unknown flag. Remove it, or correct the version if it is out of date. For a kernel with a backport, `accept: { key-not-yet: "the reason" }` keeps the key.',
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "5.10" }
    sysctl:
      net.ipv4.tcp_plb_enabled: 1 # Change paths when congested
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      net.ipv4.tcp_plb_enabled: 1 # Change paths when congested
`,
      },
    }),
    acceptable: true,
  },
  "read-only-key": {
    severity: "error",
    summary: "A key that cannot be written",
    page: () => ({
      explanation:
        "The kernel offers this key as information; no measured kernel allows a write. A loader reports an error for it at every boot. Remove it.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      fs.file-nr: [0, 0, 100000] # Room for files
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
`,
      },
    }),
  },
  "mixed-pattern": {
    severity: "error",
    summary: "A pattern that matches keys of different types",
    page: () => ({
      explanation:
        "One value cannot suit all keys that the pattern matches: they count in different units, or some have several numbers. The message names two of them. Write a narrower pattern, or name the keys one by one.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.neigh.default.gc_*: 4096 # Many neighbours
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.neigh.default.gc_thresh3: 4096 # Many neighbours
`,
      },
    }),
  },
  "glob-not-possible": {
    severity: "error",
    summary:
      "A pattern on a node whose operating system does not expand patterns",
    page: () => ({
      explanation:
        "systemd-sysctl and procps expand patterns such as `net.ipv4.conf.*.rp_filter` when they read sysctl.d. Talos writes its keys itself and takes them literally: it would look for an interface named `*` and report an error in a loop. Name the interfaces, or set the `default` key before they appear.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysctl:
      net.ipv4.conf.*.rp_filter: 0 # Asymmetric routes
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.11" }
    sysctl:
      net.ipv4.conf.default.rp_filter: 0 # Asymmetric routes
`,
      },
    }),
  },
} satisfies Codes;
