import type { Codes } from "./entry.js";

/** A small spec, to which the examples add a rollout. */
const worker = `version: 1
roles:
  worker:
    node: { os: nixos }
    sysctl:
      net.core.somaxconn: 8192 # Many short connections
`;

const monitored = `${worker}monitoring: {}
`;

/** Codes about the section `rollout`. */
export const rolloutCodes = {
  "empty-stage": {
    severity: "error",
    summary: "A stage that deploys nothing, or a rollout without stages",
    page: () => ({
      explanation:
        "A stage names hosts or roles, or what is no node: workloads, mounts, Cilium or monitoring. A role in a stage stands for those of its hosts that no other stage names; where other stages name all of them, nothing is left. Name what the stage deploys, or remove it.",
      failing: {
        spec: `${worker}rollout:
  stages:
    - name: canary
      soak: 24h
`,
        at: "9:13",
      },
      passing: {
        spec: `${worker}rollout:
  stages:
    - name: all
      roles: [worker]
`,
      },
    }),
  },
  "mixed-stage": {
    severity: "error",
    summary: "A stage with both nodes and parts of the cluster",
    page: () => ({
      explanation:
        "Nodes are deployed one after the other, and each is verified; Cilium, workloads, mounts and alerts are deployed once, by other commands. In one stage it would not be clear which commands are meant, and neither could be rolled back without the other. Make two stages of it.",
      failing: {
        spec: `${monitored}rollout:
  stages:
    - name: all
      roles: [worker]
      monitoring: true
`,
        at: "10:13",
      },
      passing: {
        spec: `${monitored}rollout:
  stages:
    - name: alerts
      monitoring: true
    - name: nodes
      roles: [worker]
`,
      },
    }),
  },
  "staged-twice": {
    severity: "error",
    summary: "A host or role in two stages",
    page: () => ({
      explanation:
        "A host that is in two stages is deployed with the first of them, although the second would hold it back. A role stands for those of its hosts that no other stage names, so that it may follow a stage with one of its hosts. Remove one of the two.",
      failing: {
        spec: `${worker}rollout:
  hosts: { worker: [worker-1, worker-2] }
  stages:
    - { name: canary, hosts: [worker-1] }
    - { name: others, hosts: [worker-1, worker-2] }
`,
        at: "11:31",
      },
      passing: {
        spec: `${worker}rollout:
  hosts: { worker: [worker-1, worker-2] }
  stages:
    - { name: canary, hosts: [worker-1] }
    - { name: others, roles: [worker] }
`,
      },
    }),
  },
  "deploy-missing": {
    severity: "error",
    summary: "A stage that nothing says how to deploy",
    page: () => ({
      explanation:
        "tunegen knows how files reach a machine with NixOS, Talos or another Linux. It does not know how you replace nodes whose settings are part of the user data or of a node pool, nor which kustomization the patches of workloads and mounts belong to. Without the command, the runbook would have a gap at its most important step. Write the command.",
      failing: {
        spec: `${worker}mounts:
  media:
    why: Fewer round trips
    persistentVolumes: [media]
    list: new
    options: [actimeo=60]
rollout:
  stages:
    - { name: media, mounts: [media] }
`,
        at: "15:15",
      },
      passing: {
        spec: `${worker}mounts:
  media:
    why: Fewer round trips
    persistentVolumes: [media]
    list: new
    options: [actimeo=60]
rollout:
  deployCluster: flux reconcile kustomization apps --with-source
  stages:
    - { name: media, mounts: [media] }
    - { name: nodes, roles: [worker] }
`,
      },
    }),
  },
  "unknown-part": {
    severity: "error",
    summary:
      "A stage with a workload, a mount or a section that the spec does not have",
    page: () => ({
      explanation:
        "A stage can deploy only what the spec sets: the workloads and mounts by the names that they have there, and the sections `cilium` and `monitoring`. Nothing would be deployed under another name. Correct the name, or remove it.",
      failing: {
        spec: `${worker}rollout:
  stages:
    - { name: network, cilium: true }
`,
        at: "9:24",
      },
      passing: {
        spec: `${worker}cilium:
  version: "1.18"
  why: More connections
  bpf: { policyMapMax: 32768 }
rollout:
  stages:
    - { name: network, cilium: true }
    - { name: nodes, roles: [worker] }
`,
      },
    }),
  },
  "malformed-duration": {
    severity: "error",
    summary: "A soak or pause that is not a duration",
    page: () => ({
      explanation:
        "A duration is a number with a unit: `s`, `m`, `h`, `d` or `w`, such as `10m`, `24h` or `1h30m`. The time that a stage soaks may be a range: `24h to 48h`. Write it so.",
      failing: {
        spec: `${worker}rollout:
  stages:
    - { name: all, roles: [worker], soak: a day }
`,
        at: "9:43",
      },
      passing: {
        spec: `${worker}rollout:
  stages:
    - { name: all, roles: [worker], soak: 24h to 48h }
`,
      },
    }),
  },
  "malformed-command": {
    severity: "error",
    summary: "An empty command, or one with an open quote",
    page: () => ({
      explanation:
        "The runbook has the commands of the spec as they are, for a POSIX shell. A quote that is not closed would turn the commands below into a part of the text. Names of hosts and roles are quoted where they need it: `{host}` may also be between quotes. Correct the command.",
      failing: {
        spec: `${worker}rollout:
  deploy: ssh {address} 'sudo nixos-rebuild switch
  stages:
    - { name: all, roles: [worker] }
`,
        at: "8:11",
      },
      passing: {
        spec: `${worker}rollout:
  deploy: ssh {address} 'sudo nixos-rebuild switch'
  stages:
    - { name: all, roles: [worker] }
`,
      },
    }),
  },
  "malformed-address": {
    severity: "error",
    summary: "An address that no host or server can have",
    page: () => ({
      explanation:
        "The address of a host is a name or an IP address, also with a user before it (`root@{host}.example.org`); that of a Prometheus server begins with `http://` or `https://` and has no password, since the runbook is committed. Correct the address.",
      failing: {
        spec: `${worker}rollout:
  address: --help
  stages:
    - { name: all, roles: [worker] }
`,
        at: "8:12",
      },
      passing: {
        spec: `${worker}rollout:
  address: "{host}.example.org"
  stages:
    - { name: all, roles: [worker] }
`,
      },
    }),
  },
} satisfies Codes;
