import type { LimitItem, LimitRange } from "../../core/limits.js";
import { processLimit } from "../../encode/limits.js";
import { tomlString } from "../../encode/toml.js";
import type { Comment } from "../shared/views.js";

/** A table below `settings.oci-defaults.resource-limits`; a setting has both limits, or is refused. */
export interface ResourceLimitView {
  readonly comment: Comment;
  readonly name: string;
  readonly soft: string;
  readonly hard: string;
}

/** Source: bottlerocket-os/bottlerocket 1.19.0, sources/models/modeled-types/src/oci_defaults.rs, OciDefaultsResourceLimitType. */
const names: Readonly<Record<LimitItem, string>> = {
  as: "max-address-space",
  core: "max-core-file-size",
  cpu: "max-cpu-time",
  data: "max-data-size",
  fsize: "max-file-size",
  memlock: "max-locked-memory",
  msgqueue: "max-msgqueue-size",
  nofile: "max-open-files",
  nproc: "max-processes",
  rtprio: "max-realtime-priority",
  sigpending: "max-pending-signals",
  stack: "max-stack-size",
};

/** Writes a limit as a table, with the marks of its settings. */
export function resourceLimitView(
  range: LimitRange,
  comment: Comment,
  marks: string,
): ResourceLimitView {
  const { soft, hard } = processLimit("toml", range);
  return {
    comment,
    name: marks + names[range.item],
    soft: bound(soft),
    hard: bound(hard),
  };
}

function bound(value: bigint | "unlimited"): string {
  return value === "unlimited" ? tomlString(value) : String(value);
}
