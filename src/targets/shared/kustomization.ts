import { spec as kustomizationSpec } from "../../../templates/shared/kustomization.hbs";
import { template } from "./template.js";
import type { Comment } from "./views.js";

/** A patch of a component. */
export interface PatchView {
  readonly path: string;
  /** What a JSON patch applies to; a strategic-merge patch names its object itself. */
  readonly target: false | TargetView;
}

/** An object, with its name as Kustomize has it in `metadata`, and as it matches names. */
export interface TargetView {
  readonly apiVersion: string;
  readonly group: false | string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly pattern: string;
}

/** A component of Kustomize: of one patch, or of other components. */
export interface KustomizationView {
  readonly header: Comment;
  readonly components: readonly string[];
  readonly patches: readonly PatchView[];
}

export const kustomization = template<KustomizationView>(
  "shared/kustomization",
  kustomizationSpec,
);
