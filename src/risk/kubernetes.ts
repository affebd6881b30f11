import type { Platform } from "../core/platform.js";
import type { ChangeRisk } from "./classes.js";

type Form = NonNullable<Platform["clusterForm"]>;

const keepsPods = "Its pods keep running.";

/** How a distribution takes a new list of unsafe sysctls. */
const kubeletRisks: Readonly<Record<Form, ChangeRisk>> = {
  "k3s-config": {
    risk: "restart",
    note: `K3s restarts with its kubelet. ${keepsPods}`,
    source: "k3s-io/k3s, docs: the configuration is read at start",
  },
  "rke2-config": {
    risk: "restart",
    note: `RKE2 restarts with its kubelet. ${keepsPods}`,
    source: "rancher/rke2, docs: the configuration is read at start",
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
      "kubernetes-sigs/kubespray, roles/kubernetes/node/handlers/main.yml",
  },
  "machine-config": {
    risk: "restart",
    note: `Talos restarts the kubelet. ${keepsPods}`,
    source:
      "siderolabs/talos, internal/app/machined/pkg/controllers/k8s/kubelet_service.go",
  },
  "node-config": {
    risk: "replacement",
    note: "nodeadm reads the user data when a node is created.",
    source: "awslabs/amazon-eks-ami, nodeadm/doc",
  },
  "node-pool": {
    risk: "replacement",
    note: "The configuration of nodes belongs to the node pool.",
    source: "Microsoft Learn, Customize node configuration for AKS node pools",
  },
  shoot: {
    risk: "restart",
    note: `The kubelet restarts. ${keepsPods}`,
    source: "gardener/gardener, docs/usage/shoot/shoot_updates.md",
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
        "bottlerocket-os/bottlerocket-core-kit, packages/os: settings.kubernetes restarts the kubelet",
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
    source: "rancher/rke2, pkg/podexecutor/staticpod.go",
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
      "kubernetes/kubernetes, cmd/kube-proxy/app/server.go: it exits where a watched file changes, and reads it at start",
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
