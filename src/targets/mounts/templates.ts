import { spec as patchSpec } from "../../../templates/mounts/patch.hbs";
import { template } from "../shared/template.js";
import type { Comment, ItemView } from "../shared/views.js";

/** A patch of an object's mount options. */
export interface MountPatchView {
  readonly header: Comment;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Whether the list is below `spec`, and its indent in that case. */
  readonly spec: boolean;
  readonly indent: string;
  readonly options: readonly ItemView[];
}

export const patch = template<MountPatchView>("mounts/patch", patchSpec);
