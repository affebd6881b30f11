import type { Platform } from "../core/platform.js";
import type { ChangeRisk } from "./classes.js";

type Form = NonNullable<Platform["clusterForm"]>;

/**
 * What the user data of EKS costs. nodeadm reads that of its instance at every boot, but a change makes a new version of
 * the launch template.
 */
export const launchTemplate: ChangeRisk = {
  risk: "replacement",
  note: "The user data belongs to the launch template: nodes that exist keep that of their own version.",
  source:
    "awslabs/amazon-eks-ami 20260714, templates/al2023/runtime/rootfs/etc/systemd/system/nodeadm-run.service; Amazon EC2 User Guide, Work with instance user data",
};

const keepsPods = "Its pods keep running.";

/** How a distribution takes a new list of unsafe sysctls. */
const kubeletRisks: Readonly<Record<Form, ChangeRisk>> = {
  "k3s-config": {
    risk: "restart",
    note: `K3s restarts with its kubelet. ${keepsPods}`,
    source:
      "k3s-io/k3s, pkg/configfilearg/parser.go, Parse(): the file becomes arguments when K3s starts",
  },
  "rke2-config": {
    risk: "restart",
    note: `RKE2 restarts with its kubelet. ${keepsPods}`,
    source:
      "rancher/rke2 1.36, main.go: it parses its file as K3s does, when it starts",
  },
  "kubeadm-config": {
    risk: "restart",
    note: `The kubelet restarts. ${keepsPods}`,
    source:
      "kubernetes/kubernetes, cmd/kubelet/app/server.go: the configuration is read at start",
  },
  inventory: {
    risk: "restart",
    note: `The kubelet restarts. ${keepsPods}`,
    source:
      "kubernetes-sigs/kubespray 2.32, roles/kubernetes/node/handlers/main.yml, Kubelet | restart kubelet",
  },
  "machine-config": {
    risk: "restart",
    note: `Talos restarts the kubelet. ${keepsPods}`,
    source:
      "siderolabs/talos 1.14, internal/app/machined/pkg/controllers/k8s/kubelet_service.go: it stops and starts the service",
  },
  "node-config": launchTemplate,
  "node-pool": {
    risk: "replacement",
    note: "The configuration of nodes belongs to the node pool.",
    source:
      "Microsoft Learn, Customize node configuration for AKS node pools: given when a cluster is created or a pool is added",
  },
  shoot: {
    risk: "restart",
    note: `The kubelet restarts. ${keepsPods}`,
    source:
      "gardener/gardener, docs/usage/shoot-operations/shoot_updates.md, In-Place vs. Rolling Updates",
  },
};

/** Tells what a change of the kubelet's allow-list costs. Pods that set the sysctl are admitted afterwards. */
export function kubeletRisk({
  clusterForm,
  configuresKubelet,
}: Platform): ChangeRisk {
  if (configuresKubelet === true && clusterForm !== "machine-config")
    return {
      risk: "restart",
      note: `The API of the system restarts the kubelet. ${keepsPods}`,
      source:
        "bottlerocket-os/bottlerocket 1.26, sources/shared-defaults/kubernetes-services.toml: restart-commands of services.kubernetes",
    };
  return clusterForm === undefined
    ? kubeletRisks["kubeadm-config"]
    : kubeletRisks[clusterForm];
}

const keepsRules =
  "The rules for services stay in the kernel meanwhile, and connections go on.";

/** How a distribution takes a new configuration of kube-proxy. */
const proxyRisks: Readonly<Record<Form, ChangeRisk>> = {
  "k3s-config": {
    risk: "restart",
    note: `K3s restarts with its kube-proxy. ${keepsRules}`,
    source: "k3s-io/k3s, pkg/agent/run.go: flags are read at start",
  },
  "rke2-config": {
    risk: "restart",
    note: `RKE2 writes a new pod for kube-proxy when it restarts. ${keepsRules}`,
    source:
      "rancher/rke2 1.36, pkg/executor/staticpod/staticpod.go, KubeProxy()",
  },
  "kubeadm-config": daemonSet(),
  inventory: daemonSet(),
  "node-config": daemonSet(),
  "machine-config": {
    risk: "restart",
    note: `Talos renders the manifest, and \`talosctl upgrade-k8s\` applies it to the DaemonSet. ${keepsRules}`,
    source: "Talos, Upgrading Kubernetes: bootstrap manifests",
  },
  "node-pool": daemonSet(),
  shoot: daemonSet(),
};

function daemonSet(): ChangeRisk {
  return {
    risk: "restart",
    note: `kube-proxy reads its configuration at start: restart its DaemonSet. ${keepsRules}`,
    source:
      "kubernetes/kubernetes, cmd/kube-proxy/app/options.go, eventHandler(): it exits where the file that it watches changes, and reads it at start",
  };
}

/** Tells what a change of kube-proxy's configuration costs. */
export function kubeProxyRisk({ clusterForm }: Platform): ChangeRisk {
  return clusterForm === undefined ? daemonSet() : proxyRisks[clusterForm];
}

/** A change of a workload's sysctls changes the template of its pods. */
export const podSysctlRisk: ChangeRisk = {
  risk: "new-pods",
  note: "The controller replaces the pods with its update strategy.",
  source:
    "kubernetes/kubernetes, pkg/apis/core/validation/validation.go, ValidatePodUpdate(): the security context of a pod cannot change",
};

/** Mount options apply when a volume is mounted. */
export const mountRisk: ChangeRisk = {
  risk: "new-pods",
  note: "A mounted volume keeps its options until no pod on the node uses it. A StorageClass passes them to volumes that are created later.",
  source:
    "kubernetes/kubernetes, pkg/volume/util/operationexecutor: options are passed at the mount",
};

/** Alerts, dashboards and arguments of exporters. */
export const monitoringRisk: ChangeRisk = {
  risk: "no-node",
  note: "Prometheus reads its rules again.",
  source: "prometheus/prometheus, docs/configuration",
};
