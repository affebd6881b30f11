import type { NodePlan } from "../../plan/types.js";
import type { Emission, TargetFile } from "../define-target.js";
import { allowanceItems } from "../shared/allowances.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import { baseName } from "../shared/path.js";
import { patchWiring } from "./patch-wiring.js";
import * as templates from "./templates.js";
import { hasDocuments, type KubernetesShape } from "./version.js";

/**
 * Emits the kubelet's patch of a node, from Talos 1.14 on. It is a file of its own, because a machine that was installed
 * with an older release keeps `machine.kubelet` and refuses each patch that holds a KubeletConfig as a whole, the sysctls
 * in it included; a machine of 1.14 refuses `machine.kubelet` likewise.
 * Source: siderolabs/talos, pkg/machinery/config/types/k8s/kubelet.go (V1Alpha1ConflictValidate).
 */
export function kubeletFiles(
  { plan, render, mark, pathOf, options }: KubeletEmission,
  node: NodePlan,
): readonly TargetFile<"kubeletPath">[] {
  const document = options.kubernetes === "documents";
  const allowedSysctls = allowanceItems(node, document ? 4 : 8, mark);
  if (!hasDocuments(node.facts) || allowedSysctls.length === 0) return [];
  const wiring = patchWiring(baseName(pathOf("kubeletPath", node)), true);
  const text = render(templates.kubelet, {
    header: fileHeader(plan, nodeSubject(node), [
      ...wiring,
      document
        ? "A machine that still has machine.kubelet, because it was installed with Talos 1.13 or older, refuses this file: write targets: { talos: { kubernetes: v1alpha1 } } for it."
        : "A machine with a KubeletConfig, as Talos 1.14 and later generate it, refuses this file.",
    ]),
    document,
    allowedSysctls,
  });
  return [
    { output: "kubeletPath", nodes: [node], install: { by: "patch" }, text },
  ];
}

type KubeletEmission = Emission<
  "kubeletPath",
  { readonly kubernetes: KubernetesShape }
>;
