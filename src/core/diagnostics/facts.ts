import type { Codes } from "./entry.js";

/** Codes about the facts of nodes. */
export const factCodes = {
  "unknown-distro": {
    severity: "error",
    summary: "An unknown distribution of Linux, or one without a valid release",
    page: () => ({
      explanation:
        "`distro` names the distribution of Linux and its release, such as `debian-13` or `al2023`. It decides which values the node has without the spec, so a misspelt name would compare settings with the defaults of another system. Correct the name; for a distribution that tunegen does not know, remove the fact.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debain-13 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "4:32",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distro: debian-13 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "distro-conflict": {
    severity: "error",
    summary: "A distribution of Linux on a node with another operating system",
    page: () => ({
      explanation:
        "`distro` names the distribution of Linux of a node with `os: linux`. Talos and NixOS are operating systems of their own, so the two facts contradict each other. Remove one of them. A role or host that states `os: talos` or `os: nixos` does not inherit the `distro` of the top of the spec.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: talos, osVersion: "1.13", distro: debian-13 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "4:51",
      },
      passing: {
        spec: `version: 1
node: { os: linux, distro: debian-13 }
roles:
  worker:
    node: { os: talos, osVersion: "1.13" }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "unknown-kernel-build": {
    severity: "error",
    summary: "An unknown kernel build",
    page: () => ({
      explanation:
        "`kernelBuild` names a build of the table, as `platform/release/architecture`, or the path of a file that `tunegen kernel-build` printed. It decides which keys, modules and defaults the node has, so a misspelt name would describe another kernel. Correct the name; a path starts with `./`, `../` or `/` and ends in `.yaml`.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernelBuild: debian/12-clud/amd64 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "4:37",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernelBuild: debian/12-cloud/amd64 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "not-a-kernel-build": {
    severity: "error",
    summary: "A file that does not describe a kernel build",
    page: () => ({
      explanation:
        "`kernelBuild` names a YAML file with the version, the architecture and the options of a kernel. A kernel configuration itself, such as `/boot/config-6.12`, is not such a file: `tunegen kernel-build` turns it into one.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernelBuild: ./kernel.yaml }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        files: {
          "./kernel.yaml": `CONFIG_X86_64=y
CONFIG_HZ=1000
`,
        },
        at: "4:37",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, kernelBuild: ./kernel.yaml }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        files: {
          "./kernel.yaml": `kernel: "6.6.10"
arch: amd64
options: { HZ: 1000, IPV6: y }
`,
        },
      },
    }),
  },
  "kernel-build-conflict": {
    severity: "error",
    summary: "A fact that contradicts the kernel build",
    page: () => ({
      explanation:
        "A kernel build has a version, an architecture and a page size, and builds of the table belong to a release of a platform. If another fact of the node differs, one of the two describes a kernel that the node does not run, and keys and defaults would be wrong. Correct one of them; without the other fact, that of the build applies. If only some nodes run this kernel, state `kernelBuild` in their roles or hosts.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, arch: arm64, kernelBuild: debian/12/amd64 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
        at: "4:50",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, arch: arm64, kernelBuild: debian/12/arm64 }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`,
      },
    }),
  },
  "proxy-mode-conflict": {
    severity: "error",
    summary: "A mode of kube-proxy that the Kubernetes release does not have",
    page: () => ({
      explanation:
        "kube-proxy has the mode `nftables` from Kubernetes 1.29 on; in 1.29 and 1.30 it also needs the feature gate `NFTablesProxyMode`. An older kube-proxy rejects its configuration and exits at start. Write another mode, or correct the release. If only some nodes run it, state the facts in their roles or hosts.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubernetes: "1.28", kubeProxy: nftables }
    sysctl:
      net.ipv4.ip_forward: 1 # The node routes the packets of pods
`,
        at: "4:78",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubernetes: "1.33", kubeProxy: nftables }
    sysctl:
      net.ipv4.ip_forward: 1 # The node routes the packets of pods
`,
      },
    }),
  },
  "missing-fact": {
    severity: "error",
    summary:
      "A value that is computed from a fact that the spec does not state",
    page: () => ({
      explanation:
        "`perCpu` multiplies by `cpus`, `perGiB` by `memory`, and `rps` on Talos needs `cpus` to write one udev rule for each queue. Without the fact there is no number to write. State it under `node`: at the top for all nodes, in a role, or in a host.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.netfilter.nf_conntrack_max: { perCpu: 65536 } # Many clients
`,
        at: "6:49",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, cpus: 8 }
    sysctl:
      net.netfilter.nf_conntrack_max: { perCpu: 65536 } # Many clients
`,
      },
    }),
  },
} as const satisfies Codes;
