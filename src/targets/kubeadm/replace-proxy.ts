/**
 * How fields come into kube-proxy's configuration in a running cluster of kubeadm.
 * Sources: https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-reconfigure/#reflecting-kube-proxy-changes;
 * https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
 */
export const REPLACE_PROXY =
  "kubectl -n kube-system edit configmap kube-proxy, replace these fields in config.conf, then kubectl -n kube-system rollout restart daemonset kube-proxy.";
