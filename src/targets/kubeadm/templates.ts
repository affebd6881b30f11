import { spec as kubeletSpec } from "../../../templates/kubeadm/kubelet.hbs";
import { template } from "../shared/template.js";
import type { Comment, ItemView } from "../shared/views.js";

/** What the templates of Kubernetes' own configuration and objects are given. */
export interface KubeletView {
  readonly header: Comment;
  readonly allowedSysctls: readonly ItemView[];
}

export const kubelet = template<KubeletView>("kubeadm/kubelet", kubeletSpec);
