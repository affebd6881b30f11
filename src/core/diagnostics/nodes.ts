import type { Codes } from "./entry.js";

/** Codes about what the settings of one node, or of all nodes together, come to. */
export const nodeCodes = {
  conflict: {
    severity: "error",
    summary: "Two settings of equal precedence disagree",
    page: () => ({
      explanation:
        "Two profiles of one node give the same setting different values, a sysctl and `interrupts.rfs` set the same value, or two mounts set the options of one volume. Neither takes precedence, and a choice by the order of lines would be silent. Write the value on the role, which overrides its profiles, or change one of the two.",
      failing: {
        spec: `version: 1
profiles:
  ingress:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
  database:
    why: A large pool of clients
    sysctl: { net.core.somaxconn: 16384 }
roles:
  worker:
    node: { os: linux }
    profiles: [ingress, database]
`,
        at: "8:15",
      },
      passing: {
        spec: `version: 1
profiles:
  ingress:
    why: Many short connections
    sysctl: { net.core.somaxconn: { atLeast: 8192 } }
  database:
    why: A large pool of clients
    sysctl: { net.core.somaxconn: { atLeast: 16384 } }
roles:
  worker:
    node: { os: linux }
    profiles: [ingress, database]
`,
      },
    }),
  },
  "below-floor": {
    severity: "error",
    summary: "A value below the floor of another profile, role or host",
    page: () => ({
      explanation:
        "A profile, role or host sets a floor (`atLeast`), which is the minimum that it needs. An exact value or `null` elsewhere gives the node less. Write at least the floor, lower the floor, or write `null` in the role or host to drop the floors of its profiles.",
      failing: {
        spec: `version: 1
profiles:
  ingress:
    why: Many short connections
    sysctl: { net.core.somaxconn: { atLeast: 16384 } }
roles:
  worker:
    node: { os: linux }
    profiles: [ingress]
    sysctl:
      net.core.somaxconn: 8192 # Enough for this role
`,
        at: "11:27",
      },
      passing: {
        spec: `version: 1
profiles:
  ingress:
    why: Many short connections
    sysctl: { net.core.somaxconn: { atLeast: 16384 } }
roles:
  worker:
    node: { os: linux }
    profiles: [ingress]
`,
      },
    }),
  },
  "two-owners": {
    severity: "error",
    summary: "One value is set by both kube-proxy and a sysctl",
    page: () => ({
      explanation:
        "kube-proxy writes its connection-tracking settings to the node's sysctls at every start, so a sysctl with another value does not last. Keep one of the two: remove the sysctl, or write `node` for kube-proxy's field, which keeps the node's value.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubeProxy: ipvs }
    sysctl:
      net.netfilter.nf_conntrack_tcp_timeout_established: 7200 # Idle clients
    kubeProxy:
      conntrack:
        tcpEstablishedTimeout: 24h # Long transfers
`,
        at: "9:9",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: kubeadm, kubeProxy: ipvs }
    sysctl:
      net.netfilter.nf_conntrack_tcp_timeout_established: 7200 # Idle clients
    kubeProxy:
      conntrack:
        tcpEstablishedTimeout: node # The sysctl decides
`,
      },
    }),
  },
  "proxy-disagreement": {
    severity: "error",
    summary:
      "Nodes that share one kube-proxy configuration want different settings",
    page: () => ({
      explanation:
        "Talos, kubeadm and EKS have one kube-proxy configuration for the whole cluster, and two roles want different settings in it. A sysctl of one role counts as such a setting, because kube-proxy has to keep that value. Set the same keys on both roles, or write `kubeProxy.conntrack` at the top of the spec.",
      failing: {
        spec: `version: 1
node: { os: linux, distribution: kubeadm, kubeProxy: ipvs }
roles:
  worker:
    kubeProxy:
      conntrack:
        tcpEstablishedTimeout: 12h # Long transfers
  gateway:
    kubeProxy:
      conntrack:
        tcpEstablishedTimeout: 1h # Many clients
`,
        at: "8:3",
      },
      passing: {
        spec: `version: 1
node: { os: linux, distribution: kubeadm, kubeProxy: ipvs }
kubeProxy:
  conntrack:
    tcpEstablishedTimeout: 12h # Long transfers
roles:
  worker:
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
  gateway:
    sysctl:
      net.core.somaxconn: 16384 # Even more of them
`,
      },
    }),
  },
  "interrupts-without-interfaces": {
    severity: "error",
    summary: "The section `interrupts` names no interface",
    page: () => ({
      explanation:
        "A node has many interfaces, and those of pods and bridges have no interrupts, so the section cannot apply to all of them. Add `interfaces`, with names or patterns; a host may omit it if its role has it.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      why: One CPU handled every interrupt
      affinity: spread
`,
        at: "5:5",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    interrupts:
      why: One CPU handled every interrupt
      interfaces: [eth0]
      affinity: spread
`,
      },
    }),
  },
  "mount-without-objects": {
    severity: "error",
    summary: "Mount options without a volume or storage class",
    page: () => ({
      explanation:
        "Kubernetes reads mount options from a PersistentVolume or a StorageClass. A mount that names neither writes no patch, and its options never apply. Add `persistentVolumes`, `storageClasses` or both.",
      failing: {
        spec: `version: 1
mounts:
  media:
    why: Fewer round trips to the server
    writers: one
    list: append
    options: [cache=loose]
`,
        at: "3:3",
      },
      passing: {
        spec: `version: 1
mounts:
  media:
    why: Fewer round trips to the server
    writers: one
    persistentVolumes: [media]
    list: append
    options: [cache=loose]
`,
      },
    }),
  },
  "mount-list-missing": {
    severity: "error",
    summary: "Mount options without `list`",
    page: () => ({
      explanation:
        "The list of mount options of a volume usually has options that the spec does not mention, such as `uid` or `nobrl`. A patch that replaces the list removes them, and a patch that appends needs a list. tunegen does not see the object, so the spec says what it has: `list: append` for an object with a list, `list: new` for one without, and `list: replace` if the spec has all options. Kustomize then fails if the object is different, except for `replace`.",
      failing: {
        spec: `version: 1
mounts:
  media:
    why: Fewer round trips to the server
    writers: one
    persistentVolumes: [media]
    options: [actimeo=60]
`,
        at: "7:5",
      },
      passing: {
        spec: `version: 1
mounts:
  media:
    why: Fewer round trips to the server
    writers: one
    persistentVolumes: [media]
    list: append # The volume has uid and gid
    options: [actimeo=60]
`,
      },
    }),
  },
} satisfies Codes;
