import { spec as jsonPatchSpec } from "../../../templates/mounts/json-patch.hbs";
import { spec as patchSpec } from "../../../templates/mounts/patch.hbs";
import { template } from "../shared/template.js";
import type { Comment, ItemView } from "../shared/views.js";

/** A patch that replaces an object's mount options. */
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

/** A patch that adds mount options to an object. */
export interface MountJsonPatchView {
  readonly header: Comment;
  /** Of the list in the object: `/spec/mountOptions`. */
  readonly path: string;
  /** Whether the object has no list yet. */
  readonly isNew: boolean;
  readonly options: readonly ItemView[];
}

export const patch = template<MountPatchView>("mounts/patch", patchSpec);

export const jsonPatch = template<MountJsonPatchView>(
  "mounts/json-patch",
  jsonPatchSpec,
);
