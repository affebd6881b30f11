import type { Emission } from "../define-target.js";
import {
  type ClusterProxy,
  kubeProxyFlags,
  kubeProxyView,
} from "../shared/kube-proxy.js";
import * as templates from "./templates.js";
import { hasProxyDocument, type KubernetesShape } from "./version.js";

/** Renders the patch that configures kube-proxy, once for the whole cluster. */
export function proxyText(
  emission: Emission,
  proxy: ClusterProxy,
  shape: KubernetesShape,
): string {
  const { render } = emission;
  // Talos 1.14: kube-proxy reads a configuration file, beside which most flags have no effect.
  // Source: siderolabs/talos, pkg/machinery/config/types/k8s/proxy.go.
  return hasProxyDocument(proxy.spokesman.facts, shape)
    ? render(
        templates.proxyDocument,
        kubeProxyView(emission, proxy, documentWiring, 4),
      )
    : render(
        templates.clusterProxy,
        kubeProxyFlags(emission, proxy, clusterWiring, 6),
      );
}

const removesNothing =
  "A second patch removes nothing that left this file: remove that with talosctl edit machineconfig.";

const documentWiring = [
  "Apply it as a patch to every control-plane node that already has a KubeProxyConfig. A machine that still has cluster.proxy refuses it: write targets: { talos: { kubernetes: v1alpha1 } } for it.",
  removesNothing,
];

const clusterWiring = [
  'Apply it as a patch to every control-plane node, then run "talosctl upgrade-k8s --to" with the running version to update the manifest.',
  removesNothing,
];
