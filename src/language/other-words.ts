/**
 * What other tools and newcomers call the fields of a spec, by the field's own name, in lower case and without dashes
 * and underscores.
 */
const words: Readonly<Record<string, readonly string[]>> = {
  // Facts
  memory: ["mem", "ram", "memorysize", "memtotal", "totalmemory", "memorygib"],
  cpus: [
    "cpu",
    "core",
    "cores",
    "vcpu",
    "vcpus",
    "ncpu",
    "ncpus",
    "nproc",
    "cpucount",
    "processors",
    "threads",
  ],
  kernel: ["kernelversion", "kernelrelease", "linux", "linuxversion", "uname"],
  kubernetes: [
    "kubernetesversion",
    "kubernetesrelease",
    "k8s",
    "k8sversion",
    "kube",
    "kubeversion",
    "kubelet",
    "kubeletversion",
  ],
  osVersion: [
    "osrelease",
    "version",
    "release",
    "talosversion",
    "nixosversion",
  ],
  os: ["operatingsystem", "system", "platform"],
  distribution: [
    "kubernetesdistribution",
    "k8sdistribution",
    "flavor",
    "flavour",
  ],
  arch: ["architecture", "cpuarch"],
  pageSize: ["page", "pagesizebytes"],
  cni: ["networkplugin", "networkplug", "network"],
  maxPods: ["pods", "podlimit", "maximumpods"],
  // Sections
  sysctl: ["sysctls", "sysctlsettings", "kernelsysctl", "settings"],
  profiles: ["profile", "uses", "extends", "inherits"],
  kernelArgs: [
    "kernelargs",
    "kernelarguments",
    "kernelparams",
    "kernelparameters",
    "bootargs",
    "bootarguments",
    "bootparams",
    "cmdline",
    "kernelcmdline",
    "kernelcommandline",
    "extrakernelargs",
  ],
  modules: ["module", "kernelmodules", "modprobe"],
  limits: ["limit", "ulimit", "ulimits", "rlimits"],
  hugepages: ["hugepage", "nrhugepages"],
  kubeProxy: ["proxy"],
  allowedUnsafeSysctls: ["unsafesysctls", "allowedsysctls"],
  // The top
  version: ["apiversion", "schemaversion", "specversion"],
  role: ["roles"],
  roles: [
    "role",
    "nodes",
    "nodetypes",
    "nodegroups",
    "nodepools",
    "pools",
    "groups",
  ],
  hosts: ["host", "nodes", "machines", "servers"],
  workloads: ["workload", "pods", "deployments"],
  include: ["includes", "import", "imports"],
  out: ["output", "outputs", "outdir"],
  node: ["facts", "nodes"],
  targets: ["target", "outputs"],
  monitoring: ["alerts", "prometheus"],
  networkTest: ["verification", "benchmark", "speedtest", "iperf"],
  peers: ["endpoints", "addresses"],
  rollout: ["rollouts", "runbook", "deployment", "rolloutplan"],
  stages: ["stage", "phases", "waves", "steps"],
  soak: ["bake", "soaktime", "waittime"],
  atOnce: ["parallel", "parallelism", "batch", "batchsize", "maxunavailable"],
  // Settings
  value: ["val", "values", "setting"],
  why: [
    "reason",
    "because",
    "comment",
    "comments",
    "description",
    "note",
    "rationale",
  ],
  refs: [
    "ref",
    "reference",
    "references",
    "link",
    "links",
    "url",
    "urls",
    "source",
    "see",
  ],
  accept: ["ignore", "suppress", "accepts", "accepted", "allow", "disable"],
  atLeast: ["min", "minimum", "floor", "least"],
  perCpu: ["percore", "pervcpu"],
  perGiB: ["pergb", "pergig", "permemory"],
};

/** Returns the fields that a word may stand for, other than a field of that name. */
export function fieldsCalled(word: string): readonly string[] {
  const plain = word.toLowerCase().replaceAll(/[-_]/gu, "");
  return Object.entries(words)
    .filter(
      ([field, others]) =>
        field !== word &&
        (field.toLowerCase() === plain || others.includes(plain)),
    )
    .map(([field]) => field);
}
