import type { Codes } from "./entry.js";

/** Codes about names that must suit what reads them. */
export const nameCodes = {
  "malformed-name": {
    severity: "error",
    summary: "A name that its object cannot have",
    page: () => ({
      explanation:
        "Names become parts of file paths, or names of objects in Kubernetes, of systemd services and of Prometheus labels, each with rules of its own. A name that breaks them would lead to a path outside the folder, or to an object that the API server refuses. The help states the allowed characters. Where an object in Kubernetes has another name than in the spec, write it as `name`.",
      failing: {
        spec: `version: 1
roles:
  "edge/worker":
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "3:3",
      },
      passing: {
        spec: `version: 1
roles:
  edge-worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "malformed-module": {
    severity: "error",
    summary:
      "An invalid name of a kernel module, or an invalid module parameter",
    page: () => ({
      explanation:
        "Module names and parameters are written to modules-load.d and modprobe.d, which separate words by blanks and have no quoting. A name has letters, digits, dashes and underscores; a parameter's value has no blanks, quotes or line breaks. Write the name that `modprobe` accepts, without a path or `.ko`.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    modules:
      nf_conntrack.ko: { why: Count connections from the start }
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    modules:
      nf_conntrack: { why: Count connections from the start }
`,
      },
    }),
  },
  "malformed-kernel-argument": {
    severity: "error",
    summary: "A kernel argument that not every boot loader can pass on",
    page: () => ({
      explanation:
        "Boot loader configuration is a script in GRUB and plain words elsewhere, so blanks, quotes and characters such as `$`, `;` and `&` would change or cut the command line. The name is the part before `=`; the value has letters, digits and `. , : / + @ % = ~ - _`. Write `true` for a word without a value, a list for an argument that is repeated, and `null` to leave one out.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      transparent_hugepage=madvise: true # The database asks for it
`,
        at: "6:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    kernelArgs:
      transparent_hugepage: madvise # The database asks for it
`,
      },
    }),
  },
  "malformed-interface": {
    severity: "error",
    summary: "A name or pattern that no network interface can match",
    page: () => ({
      explanation:
        "An interface name has 1 to 15 characters and no blank or slash; quotes and backslashes are excluded too, because udev and the shell read them differently. A pattern that matches nothing would leave the interrupts as they are, silently. Write a name such as `eth0`, or a pattern such as `enp*`.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0 eth1]
      affinity: spread
`,
        at: "7:20",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0, eth1]
      affinity: spread
`,
      },
    }),
  },
  "malformed-cpus": {
    severity: "error",
    summary: "An invalid list of CPUs",
    page: () => ({
      explanation:
        "A list of CPUs has numbers and ascending ranges, separated by commas and counted from 0: `0-3,8`. The kernel's strides (`0-31:2/4`) are not supported, and no kernel has more than 8192 CPUs. Correct the list.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0]
      affinity: "3-0"
`,
        at: "8:17",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0]
      affinity: "0-3"
`,
      },
    }),
  },
  "malformed-option": {
    severity: "error",
    summary: "An invalid mount option",
    page: () => ({
      explanation:
        "The CSI driver joins the list with commas and passes it to `mount -o`. An item with a comma becomes two options, and one with a blank or without a name makes the mount fail, so that the pod does not start. Write one option for each item, as `name` or `name=value`, and at least one item.",
      failing: {
        spec: `version: 1
mounts:
  media:
    why: Fewer round trips to the server
    persistentVolumes: [media]
    list: append
    writers: one
    options: ["cache=loose,actimeo=60"]
`,
        at: "8:15",
      },
      passing: {
        spec: `version: 1
mounts:
  media:
    why: Fewer round trips to the server
    persistentVolumes: [media]
    list: append
    writers: one
    options: [cache=loose, actimeo=60]
`,
      },
    }),
  },
  "malformed-allowance": {
    severity: "error",
    summary: "A pattern that the kubelet refuses in its allow-list",
    page: () => ({
      explanation:
        "A kubelet does not start when its list of allowed unsafe sysctls contains an invalid pattern. An entry is an exact name, or a prefix that ends in `*`, of a namespaced sysctl: `kernel.sem`, `kernel.shm*`, `kernel.msg*`, `fs.mqueue.*` or `net.*`. Sysctls of the whole node belong under `sysctl`, not on the allow-list.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    allowedUnsafeSysctls: ["net.*.somaxconn"]
workloads:
  ingress:
    namespace: ingress
    roles: [worker]
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "5:28",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s }
    allowedUnsafeSysctls: ["net.core.*"]
workloads:
  ingress:
    namespace: ingress
    roles: [worker]
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
} satisfies Codes;
