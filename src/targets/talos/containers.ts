import type { NodePlan } from "../../plan/types.js";
import type { Emission, TargetFile } from "../define-target.js";
import { fileHeader, nodeSubject } from "../shared/comments.js";
import { containerLimitView } from "../shared/container-limits.js";
import { namedComment, saidOnce, written } from "../shared/named-comment.js";
import { baseName } from "../shared/path.js";
import { patchWiring } from "./patch-wiring.js";
import * as templates from "./templates.js";
import { hasDocuments } from "./version.js";

/**
 * Emits the limits of a node's containers, by the OCI runtime specification that all of them start from. It is a file of its own:
 * a machine that has them in one shape refuses each patch with the other as a whole, and a strategic merge appends to the
 * older list.
 * Source: siderolabs/talos, pkg/machinery/config/types/cri/base_runtime_spec.go (V1Alpha1ConflictValidate), 1.14, and
 * internal/app/machined/pkg/controllers/files/cri_base_runtime_spec.go, 1.9.
 */
export function containerFiles(
  { plan, render, mark, pathOf }: Emission<"containersPath">,
  node: NodePlan,
): readonly TargetFile<"containersPath">[] {
  const document = hasDocuments(node.facts);
  const services = node.settings.limitService
    .map(({ id }) => mark("limitService", id))
    .join("");
  const limits = saidOnce(
    written(node.settings.limit).map((limit) =>
      containerLimitView(
        limit.value,
        namedComment(node, limit, document ? 6 : 8),
        mark("limit", limit.id) + services,
      ),
    ),
  );
  if (limits.length === 0) return [];
  const text = render(templates.containers, {
    header: fileHeader(plan, nodeSubject(node), [
      ...patchWiring(baseName(pathOf("containersPath", node)), !document),
      document
        ? "They apply to containers that start afterwards. A machine that has machine.baseRuntimeSpecOverrides refuses this file: remove that field first."
        : "They apply after a reboot. Remove the older rlimits before this file is applied again: containers do not start with two of one type.",
    ]),
    document,
    limits,
  });
  return [
    { output: "containersPath", nodes: [node], install: { by: "patch" }, text },
  ];
}
