import { commentLines } from "../../encode/comment.js";
import type { LimitRange } from "../../core/limits.js";
import type { NodePlan } from "../../plan/types.js";
import type { Emission, TargetFile } from "../define-target.js";
import { allowanceItems } from "../shared/allowances.js";
import {
  type ContainerLimitView,
  containerLimitView,
} from "../shared/container-limits.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import { namedComment, saidOnce, written } from "../shared/named-comment.js";
import { ownKubelet } from "../shared/own-kubelet.js";
import * as templates from "./templates.js";

/** What nodeadm gives containers, and a list of the user's would replace: nodeadm/internal/containerd/base-runtime-spec.json. */
const ownLimit: LimitRange = { item: "nofile", soft: 65536n, hard: 1048576n };

/**
 * Emits a node's part of nodeadm's configuration: the allow-list of its kubelet, and the limits of its containers, which
 * those of the containerd service do not reach. Merged over what the node has; lists are replaced.
 * Source: awslabs/amazon-eks-ami, nodeadm/internal/containerd/base_runtime_spec.go and nodeadm/internal/util/merge.go.
 */
export function nodeConfigFiles(
  { plan, render, mark }: Emission,
  node: NodePlan,
): readonly TargetFile<"path">[] {
  // Its image has no nodeadm.
  if (ownKubelet(node.platform) !== undefined) return [];
  const allowedSysctls = allowanceItems(node, 8, mark);
  const limits = limitsOf(node, mark);
  if (allowedSysctls.length === 0 && limits.length === 0) return [];
  const text = render(templates.nodeConfig, {
    header: fileHeader(plan, nodeSubject(node), [
      "For images with nodeadm, such as those of Amazon Linux 2023: copy it to the node as /etc/eks/nodeadm.d/90-tuning.yaml before nodeadm starts, or add it to the user data as a part of type application/node.eks.aws.",
      "nodeadm runs at boot: replace the nodes of the group. A list here replaces one of an earlier part.",
    ]),
    allowedSysctls,
    limits,
  });
  return [{ output: "path", nodes: [node], text }];
}

/** The limits, if containers are to have them: `services` names the runtime that starts them. */
function limitsOf(
  node: NodePlan,
  mark: Emission["mark"],
): readonly ContainerLimitView[] {
  const { limit, limitService } = node.settings;
  const runtime = limitService.find(
    ({ id }) => id === node.platform.runtimeService,
  );
  const chosen = written(limit);
  if (runtime === undefined || chosen.length === 0) return [];
  const own = chosen.some(({ id }) => id === ownLimit.item)
    ? []
    : [
        containerLimitView(
          ownLimit,
          commentLines(
            "The default of nodeadm, which this list would replace",
            10,
          ),
        ),
      ];
  return [
    ...own,
    ...saidOnce(
      chosen.map((each) =>
        containerLimitView(
          each.value,
          namedComment(node, each, 10),
          mark("limit", each.id) + mark("limitService", runtime.id),
        ),
      ),
    ),
  ];
}
