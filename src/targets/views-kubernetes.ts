import type { Comment, ItemView, SettingView } from "./views.js";

/** What the templates of Kubernetes' own configuration and objects are given. */

export interface KubeletView {
  readonly header: Comment;
  readonly allowedSysctls: readonly ItemView[];
}

export interface KubeProxyView {
  readonly header: Comment;
  readonly settings: readonly (SettingView & { readonly comment: Comment })[];
}

/** One sysctl of a pod. */
export interface PodSysctlView {
  readonly comment: Comment;
  readonly name: string;
  readonly value: string;
}

export interface PodPatchView {
  readonly header: Comment;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: false | string;
  /** The way from the object to the pod's security context: `spec`, `template`, `spec`. */
  readonly parents: readonly {
    readonly indent: string;
    readonly key: string;
  }[];
  /** Of the list. */
  readonly indent: string;
  readonly sysctls: readonly PodSysctlView[];
}

export interface PodValuesView {
  readonly header: Comment;
  readonly sysctls: readonly PodSysctlView[];
}

/** A component of Kustomize: of one patch, or of other components. */
export interface PodKustomizationView {
  readonly header: Comment;
  readonly components: readonly string[];
  readonly patches: readonly string[];
}
