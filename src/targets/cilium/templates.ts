import { spec as valuesSpec } from "../../../templates/cilium/values.hbs";
import { template } from "../shared/template.js";
import type { Comment } from "../shared/views.js";

export interface CiliumView {
  readonly header: Comment;
  /** The nested values, line by line, since a template without partials cannot recurse. */
  readonly lines: readonly {
    readonly indent: string;
    readonly comment: Comment;
    readonly text: string;
  }[];
}

export const values = template<CiliumView>("cilium/values", valuesSpec);
