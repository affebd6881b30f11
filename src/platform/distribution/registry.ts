import type { Distribution } from "../../core/platform.js";
import { aks } from "./aks.js";
import { eks } from "./eks.js";
import { gardener } from "./gardener.js";
import { k3s } from "./k3s.js";
import { kubeadm } from "./kubeadm.js";
import { kubespray } from "./kubespray.js";
import { none } from "./none.js";
import { rke2 } from "./rke2.js";
import { talos } from "./talos.js";

/** The Kubernetes distributions that the fact `distribution` may name. */
export const distributions = {
  none,
  k3s,
  rke2,
  kubeadm,
  talos,
  eks,
  kubespray,
  gardener,
  aks,
} as const satisfies Record<string, Distribution>;
