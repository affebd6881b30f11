import { defineTarget } from "../define-target.js";
import {
  clusterProxyFiles,
  kubeProxyTemplate,
  kubeProxyView,
} from "../shared/kube-proxy.js";
import { ownKubelet } from "../shared/own-kubelet.js";
import { baseName } from "../shared/path.js";
import { nodeConfigFiles } from "./node-config.js";
import { mergeProxy } from "./merge-proxy.js";
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
          mergeProxy(baseName(emission.pathOf("proxyPath"))),
          2,
        ),
      ),
    ),
  ],
});
