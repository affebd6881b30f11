import { emittedFiles } from "../explain/emitted.js";
import type { Reported } from "../explain/reported.js";
import type { Spec } from "../language/model.js";
import type { OutputFile } from "../targets/types.js";
import { clusterOf } from "./cluster.js";
import { columnsOf } from "./columns.js";
import { factsOf } from "./facts.js";
import { acceptedFindings, reportedFindings } from "./findings.js";
import type { KnownPart } from "./known/known-part.js";
import { missingOf } from "./known/missing.js";
import { matrixOf } from "./matrix.js";
import { monitoringOf } from "./monitoring.js";
import { outputsOf } from "./outputs.js";
import { podsOf } from "./pods.js";
import { rolesOf } from "./roles.js";
import { rolloutsOf } from "./rollout.js";
import { timelineOf } from "./timeline.js";
import type { ChangesReport, Report, ReportBody } from "./types.js";

/** A spec that is known, as a whole or in part. */
export interface ReportedPlan {
  readonly spec: Spec;
  readonly part: KnownPart;
  /** Those of a build, also where a finding prevents one; none for a spec with errors. */
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
  /** Undefined for a spec of which nothing is known. */
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
  { spec, part, files, shownPath }: ReportedPlan,
  changes: ChangesReport | undefined,
): ReportBody {
  const emitted = emittedFiles(files, shownPath);
  const { plan, losses } = part;
  const isPartial = losses.length > 0;
  const columns = columnsOf(spec, part);
  const matrix = matrixOf(columns, plan, emitted);
  return Object.freeze({
    missing: isPartial ? missingOf(spec, part) : undefined,
    facts: factsOf(spec, part),
    matrix,
    timeline: timelineOf(columns, plan),
    timelineOpen: columns
      .filter(({ known }) => !known.writers)
      .map(({ column: { kind, name } }) => `${kind} ${name}`),
    roles: rolesOf(columns, plan, matrix),
    pods: podsOf(part, emitted),
    cluster: clusterOf({ ...reported, spec, plan, emitted }),
    monitoring: isPartial ? undefined : monitoringOf(plan, files, shownPath),
    outputs: outputsOf(files, shownPath),
    rollouts: isPartial ? [] : rolloutsOf(plan),
    runbook: files.find(({ target }) => target === "runbook")?.text,
    changes,
  });
}
