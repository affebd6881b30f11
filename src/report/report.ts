import { emittedFiles } from "../explain/emitted.js";
import type { Reported } from "../explain/reported.js";
import type { Spec } from "../language/model.js";
import type { Plan } from "../plan/types.js";
import type { OutputFile } from "../targets/types.js";
import { clusterOf } from "./cluster.js";
import { columnsOf } from "./columns.js";
import { factsOf } from "./facts.js";
import { acceptedFindings, reportedFindings } from "./findings.js";
import { matrixOf } from "./matrix.js";
import { monitoringOf } from "./monitoring.js";
import { outputsOf } from "./outputs.js";
import { podsOf } from "./pods.js";
import { rolesOf } from "./roles.js";
import { rolloutsOf } from "./rollout.js";
import { timelineOf } from "./timeline.js";
import type { ChangesReport, Report, ReportBody } from "./types.js";

/** A spec without errors. */
export interface ReportedPlan {
  readonly spec: Spec;
  readonly plan: Plan;
  /** Those of a build, also where a finding prevents one. */
  readonly files: readonly OutputFile[];
  /** A path as the user has to name it. */
  readonly shownPath: (path: string) => string;
}

/** What a report is made of. */
export interface ReportInput {
  /** The name of the spec. */
  readonly name: string;
  /** The errors of the spec, and what rules found. */
  readonly diagnostics: Reported["diagnostics"];
  /** Undefined for a spec that cannot be read. */
  readonly spec: Spec | undefined;
  /** Undefined for a spec with errors. */
  readonly planned: ReportedPlan | undefined;
  readonly changes: ChangesReport | undefined;
}

/** Makes the report of a spec. */
export function reportOf({
  name,
  diagnostics,
  spec,
  planned,
  changes,
}: ReportInput): Report {
  return Object.freeze({
    name,
    findings: reportedFindings(diagnostics),
    accepted: spec === undefined ? [] : acceptedFindings(spec),
    body: planned && bodyOf({ name, diagnostics }, planned, changes),
  });
}

function bodyOf(
  reported: Reported,
  { spec, plan, files, shownPath }: ReportedPlan,
  changes: ChangesReport | undefined,
): ReportBody {
  const emitted = emittedFiles(files, shownPath);
  const columns = columnsOf(spec, plan);
  const matrix = matrixOf(columns, plan, emitted);
  return Object.freeze({
    facts: factsOf(spec, plan),
    matrix,
    timeline: timelineOf(columns, plan),
    roles: rolesOf(columns, plan, matrix),
    pods: podsOf(plan, emitted),
    cluster: clusterOf({ ...reported, spec, plan, emitted }),
    monitoring: monitoringOf(plan, files, shownPath),
    outputs: outputsOf(files, shownPath),
    rollouts: rolloutsOf(plan),
    runbook: files.find(({ target }) => target === "runbook")?.text,
    changes,
  });
}
