import type { LimitRange } from "../../core/limits.js";
import { containerLimit } from "../../encode/limits.js";
import { yamlScalar, yamlString } from "../../encode/yaml.js";
import type { Comment } from "./views.js";

/** One entry of `rlimits` in the OCI runtime specification of containers. */
export interface ContainerLimitView {
  readonly comment: Comment;
  readonly type: string;
  readonly soft: string;
  readonly hard: string;
}

/** Writes a limit as an entry of `rlimits`, with the marks of its settings. */
export function containerLimitView(
  range: LimitRange,
  comment: Comment,
  marks = "",
): ContainerLimitView {
  const { type, soft, hard } = containerLimit(range);
  return {
    comment,
    type: marks + yamlString(type),
    soft: yamlScalar(soft),
    hard: yamlScalar(hard),
  };
}
