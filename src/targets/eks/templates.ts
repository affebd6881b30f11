import { spec as nodeConfigSpec } from "../../../templates/eks/nodeconfig.hbs";
import type { ContainerLimitView } from "../shared/container-limits.js";
import { template } from "../shared/template.js";
import type { Comment, ItemView } from "../shared/views.js";

/** What the template of nodeadm's configuration is given. */
export interface NodeConfigView {
  readonly header: Comment;
  readonly allowedSysctls: readonly ItemView[];
  readonly limits: readonly ContainerLimitView[];
}

export const nodeConfig = template<NodeConfigView>(
  "eks/nodeconfig",
  nodeConfigSpec,
);
