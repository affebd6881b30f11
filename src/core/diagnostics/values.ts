import type { Codes } from "./entry.js";

/** Codes about what is written for a setting. */
export const valueCodes = {
  "wrong-kind": {
    severity: "error",
    summary: "A value that its setting cannot have",
    page: () => ({
      explanation:
        "The value has the wrong form for its setting: a word or a fraction for a whole number, a list for one number, a number with a leading zero or digit separators, a decimal size such as `16MB`, a soft limit above the hard one, `min` above `max`. The kernel would refuse it or, worse, read another number. The help says what to write.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.rmem_max: 16MB # Long paths
`,
        at: "6:26",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.rmem_max: 16MiB # Long paths
`,
      },
    }),
  },
  "wrong-unit": {
    severity: "error",
    summary: "A quantity in a unit that does not fit its setting",
    page: () => ({
      explanation:
        "The key counts something else: a size is written for a key that counts seconds, a time for one that counts bytes, or a quantity for one that counts things. It is also reported for a time or size that is not a whole number of the key's unit, and for facts about memory and page sizes that no machine has. Write a quantity of the unit that the message names, or a plain number.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_fin_timeout: 30MiB # Free ports sooner
`,
        at: "6:33",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_fin_timeout: 30s # Free ports sooner
`,
      },
    }),
  },
  "wrong-arity": {
    severity: "error",
    summary: "The wrong number of fields for this key",
    page: () => ({
      explanation:
        "Some keys have several numbers in a fixed order, and most have one. The kernel silently accepts too few or too many: it keeps the old values of missing fields and drops extra ones. Write all fields, as a list or as one quoted text; the message names them.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_rmem: [4KiB, 16MiB] # Long paths
`,
        at: "6:26",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_rmem: [4KiB, 128KiB, 16MiB] # Long paths
`,
      },
    }),
  },
  "wrong-order": {
    severity: "error",
    summary: "Fields that are not in ascending order",
    page: () => ({
      explanation:
        "The fields of this key are a minimum, a default and a maximum, or a range from low to high. The kernel does not check their order and uses the values as they are: with a maximum below the default, buffers never grow. Write them in ascending order.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_rmem: [4KiB, 16MiB, 128KiB] # Long paths
`,
        at: "6:40",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.ipv4.tcp_rmem: [4KiB, 128KiB, 16MiB] # Long paths
`,
      },
    }),
  },
  "out-of-range": {
    severity: "error",
    summary: "A number outside the accepted range",
    page: () => ({
      explanation:
        "The number is outside the range that the node's kernel or the Cilium agent accepts, or that makes sense for an alert. Without the fact `kernel`, the range is the one that any measured kernel accepts. The kernel refuses the write, and busybox then skips every later line of the file. Write a number in the range that the help names.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.swappiness: 300 # Swap early
`,
        at: "6:22",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      vm.swappiness: 100 # Swap early
`,
      },
    }),
  },
  "comment-in-value": {
    severity: "error",
    summary: "A comment inside a quoted value",
    page: () => ({
      explanation:
        "Inside quotes `#` is part of the value. sysctl.d has no comments after a value either, so the kernel gets the comment as text and refuses the value. Close the quotes before the comment.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: "8192 # was 4096" # Many short connections
`,
        at: "6:27",
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
  "control-character": {
    severity: "error",
    summary: "A line break or control character in a value",
    page: () => ({
      explanation:
        "A sysctl.d file has one setting on each line, so a line break in a value would start another setting. Control characters are invisible in a review, and the kernel compares them literally. Write the value on one line, in printable characters.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      kernel.core_pattern: "|/bin/save\\n%p" # Collect core dumps
`,
        at: "6:28",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      kernel.core_pattern: "|/bin/save %p" # Collect core dumps
`,
      },
    }),
  },
  "cpus-out-of-range": {
    severity: "error",
    summary: "A CPU that the node does not have",
    page: () => ({
      explanation:
        "`interrupts` names a CPU that is not below the fact `cpus`; CPUs are counted from 0. The kernel refuses a list of CPUs none of which exists, and otherwise ignores those that do not exist. Name existing CPUs, or correct the fact.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, cpus: 4 }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0]
      affinity: "0-4"
`,
        at: "8:7",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, cpus: 4 }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0]
      affinity: "0-3"
`,
      },
    }),
  },
} satisfies Codes;
