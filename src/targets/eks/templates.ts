import { spec as nodeConfigSpec } from "../../../templates/eks/nodeconfig.hbs";
import { template } from "../shared/template.js";
import type { Comment, ItemView } from "../shared/views.js";

/** What the template of nodeadm's configuration is given. */
export interface NodeConfigView {
  readonly header: Comment;
  readonly allowedSysctls: readonly ItemView[];
  readonly limits: readonly {
    readonly comment: Comment;
    readonly type: string;
    readonly soft: string;
    readonly hard: string;
  }[];
}

export const nodeConfig = template<NodeConfigView>(
  "eks/nodeconfig",
  nodeConfigSpec,
);
