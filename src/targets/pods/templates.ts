import { spec as patchSpec } from "../../../templates/pods/patch.hbs";
import { spec as valuesSpec } from "../../../templates/pods/values.hbs";
import { template } from "../shared/template.js";
import type { Comment } from "../shared/views.js";

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

export const patch = template<PodPatchView>("pods/patch", patchSpec);

export const values = template<PodValuesView>("pods/values", valuesSpec);
