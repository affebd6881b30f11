import type { Codes } from "./entry.js";

/** Codes about references from one part of a spec to another. */
export const referenceCodes = {
  "unknown-profile": {
    severity: "error",
    summary: "A reference to a profile that does not exist",
    page: () => ({
      explanation:
        "A role or host names a profile that neither the spec nor its includes define, or a host removes one that its role does not have. Its settings would be missing, or would not be removed. Correct the name, or define the profile.",
      failing: {
        spec: `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [networks, network]
`,
        at: "9:16",
      },
      passing: {
        spec: `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [network]
`,
      },
    }),
  },
  "unknown-role": {
    severity: "error",
    summary: "A reference to a role that does not exist",
    page: () => ({
      explanation:
        "A host, a workload, a rollout or the section `monitoring` names a role that the spec does not define. A host without its role has no settings, and no kubelet would allow the sysctls of the workload. Correct the name, or define the role.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
hosts:
  worker-1: { role: workers }
`,
        at: "8:21",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
hosts:
  worker-1: { role: worker }
`,
      },
    }),
  },
  "unknown-host": {
    severity: "error",
    summary: "A reference to a host that does not exist",
    page: () => ({
      explanation:
        "The section `monitoring` has matchers for a host that the spec does not define, or a stage of a rollout names it. The matchers would select metrics for rules that are never written, and the stage would deploy nothing. Correct the name, or define the host under `hosts`; a rollout may list hosts of its own.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
hosts:
  worker-1: { role: worker }
monitoring:
  hosts: { worker-2: { instance: "worker-2.*" } }
`,
        at: "10:12",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux, memory: 4GiB }
    sysctl:
      fs.file-max: 1000000 # Room for files
hosts:
  worker-1: { role: worker, sysctl: { fs.file-max: 2000000 } } # More files
monitoring:
  hosts: { worker-1: { instance: "worker-1.*" } }
`,
      },
    }),
  },
  "unknown-placeholder": {
    severity: "error",
    summary: "A placeholder that does not exist for this path or command",
    page: () => ({
      explanation:
        "The path of a file for each node may contain `{kind}` (`role` or `host`) and `{name}`. The path of a file for the whole cluster has no placeholders. Other names in braces would become part of the file name. Commands of a rollout may contain `{host}`, `{hosts}`, `{role}`, `{address}` and `{file}`, and those for workloads and mounts `{name}`. Correct the path or the command.",
      failing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
targets:
  sysctl.d: { path: "sysctl/{role}.conf" }
`,
        at: "8:21",
      },
      passing: {
        spec: `version: 1
roles:
  worker:
    node: { os: linux }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
targets:
  sysctl.d: { path: "sysctl/{name}.conf" }
`,
      },
    }),
  },
  "named-twice": {
    severity: "error",
    summary: "The same thing is named twice",
    page: () => ({
      explanation:
        "A profile, role, host, volume or include appears twice in one list, two stages or rollouts have one name, or two workloads are one object in Kubernetes. The second mention has no effect, or replaces the first: the sysctls of a pod are one list, so the later patch would drop those of the earlier. Remove one of them, or merge the two workloads.",
      failing: {
        spec: `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [network, network]
`,
        at: "9:25",
      },
      passing: {
        spec: `version: 1
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [network]
`,
      },
    }),
  },
  "duplicate-profile": {
    severity: "error",
    summary: "Two files define a profile of the same name",
    page: () => ({
      explanation:
        "Profiles of the spec and of its includes share one set of names, and none replaces another. Otherwise adding an include could silently change what a role gets. Rename one of the two; a role can use both.",
      failing: {
        spec: `version: 1
include: [shared.yaml]
profiles:
  network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [network]
`,
        files: {
          "shared.yaml": `version: 1
profiles:
  network:
    why: Long queues
    sysctl: { net.core.netdev_max_backlog: 5000 }
`,
        },
        at: "4:3",
      },
      passing: {
        spec: `version: 1
include: [shared.yaml]
profiles:
  ingress-network:
    why: Many short connections
    sysctl: { net.core.somaxconn: 8192 }
roles:
  worker:
    node: { os: linux }
    profiles: [network, ingress-network]
`,
        files: {
          "shared.yaml": `version: 1
profiles:
  network:
    why: Long queues
    sysctl: { net.core.netdev_max_backlog: 5000 }
`,
        },
      },
    }),
  },
} satisfies Codes;
