import { defineTarget } from "../define-target.js";
import {
  clusterProxyFiles,
  kubeProxyTemplate,
  kubeProxyView,
} from "../shared/kube-proxy.js";
import { ownKubelet } from "../shared/own-kubelet.js";
import { baseName } from "../shared/path.js";
import { nodeConfigFiles } from "./node-config.js";
import * as templates from "./templates.js";

/** Emits nodeadm's configuration of each node of an EKS cluster, and kube-proxy's for the whole cluster. */
export const eks = defineTarget({
  name: "eks",
  summary: "Configuration of nodeadm and kube-proxy for EKS",
  outputs: {
    path: {
      path: "eks/{kind}-{name}/nodeconfig.yaml",
      per: "node",
      description:
        "A NodeConfig with the kubelet's allow-list and the limits of containers",
    },
    proxyPath: {
      path: "eks/kube-proxy.yaml",
      per: "spec",
      description:
        "The fields of the ConfigMap kube-proxy-config that the spec sets",
    },
  },
  options: {},
  handles: {
    allowance: true,
    limit: true,
    limitService: true,
    kubeProxy: true,
  },
  handlesOn: {
    allowance: ownKubelet,
    limit: ownKubelet,
    limitService: ownKubelet,
  },
  writesFor: ({ clusterForm }) => clusterForm === "node-config",
  templates: { ...templates, kubeProxyTemplate },
  emit: (emission) => [
    ...emission.nodes.flatMap((node) => nodeConfigFiles(emission, node)),
    ...clusterProxyFiles(emission.nodes, (proxy) =>
      emission.render(
        kubeProxyTemplate,
        kubeProxyView(
          emission,
          proxy,
          proxyWiring(baseName(emission.pathOf("proxyPath"))),
          2,
        ),
      ),
    ),
  ],
});

/**
 * The ConfigMap holds the whole configuration as one text, so its fields are merged by yq 4 (mikefarah/yq); `kubectl patch`
 * keeps its labels. The add-on's configuration values have none of these fields, and the add-on does not restart the pods.
 * Sources: aws/containers-roadmap#2318, #2385 and #2849, open in August 2026;
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html
 */
function proxyWiring(name: string): readonly string[] {
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
