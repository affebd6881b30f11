import { spec as kustomizationSpec } from "../../../templates/shared/kustomization.hbs";
import { template } from "./template.js";
import type { Comment } from "./views.js";

/** A component of Kustomize: of one patch, or of other components. */
export interface KustomizationView {
  readonly header: Comment;
  readonly components: readonly string[];
  readonly patches: readonly string[];
}

export const kustomization = template<KustomizationView>(
  "shared/kustomization",
  kustomizationSpec,
);
