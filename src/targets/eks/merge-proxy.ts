/**
 * Tells how the fields of a file come into kube-proxy's configuration on EKS. The ConfigMap holds the whole configuration as one text, so its fields are merged by yq 4 (mikefarah/yq); `kubectl patch`
 * keeps its labels. The add-on's configuration values have none of these fields, and the add-on does not restart the pods.
 * Sources: aws/containers-roadmap#2318, #2385 and #2849, open in August 2026;
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html
 */
export function mergeProxy(name: string): readonly string[] {
  return [
    "Merge it into the ConfigMap kube-proxy-config, with yq 4 of mikefarah, and restart kube-proxy, which reads it only at start:",
    "kubectl -n kube-system get configmap kube-proxy-config -o jsonpath='{.data.config}' > config.yaml",
    `yq eval-all 'select(fi == 0) * select(fi == 1)' config.yaml ${name} > merged.yaml`,
    `yq -n -o json '.data.config = load_str("merged.yaml")' > patch.json`,
    "kubectl -n kube-system patch configmap kube-proxy-config --patch-file patch.json",
    "kubectl -n kube-system rollout restart daemonset kube-proxy",
    "The configuration values of the add-on have none of these fields. Update the add-on with --resolve-conflicts PRESERVE: OVERWRITE resets the ConfigMap.",
  ];
}
