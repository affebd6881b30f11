import type { Finding } from "../core/finding.js";
import type { Acceptance } from "../core/written.js";
import type { NodeNotes, RiskSection } from "../diff/by-risk.js";
import type { SpecDiff } from "../diff/types.js";
import type {
  CarriedSetting,
  CarrierExplanation,
} from "../explain/carrier/card.js";
import type { PodUsage } from "../explain/key/in-spec.js";
import type { KeyUsage } from "../explain/key/usage.js";
import type { MemoryOfNode } from "../explain/memory.js";
import type { Place } from "../explain/places.js";
import type {
  AlertPlan,
  MonitoringPlan,
  RecordingPlan,
} from "../plan/monitoring-types.js";
import type { NodePlan, RolloutPlan, StagePlan } from "../plan/types.js";
import type { WriteStep } from "../platform/write-steps.js";
import type { Target } from "../targets/types.js";
import type { FileLine } from "./file-lines.js";

/** A finding that the spec accepts, and why. */
export interface AcceptedFinding extends Pick<Acceptance, "reason"> {
  readonly rule: string;
  readonly place: Place;
}

/** A role, or a host with settings of its own: one column of the matrix. */
export interface Column extends Pick<
  NodePlan,
  "kind" | "name" | "role" | "why"
> {
  /** The hosts of a role that have its settings. */
  readonly hosts: readonly string[];
  /** The facts in words; empty if none is stated or known. */
  readonly facts: string;
  /** Whether an error takes something away from it. */
  readonly isIncomplete: boolean;
}

/** How far a value is from what the node has without the spec. */
export interface Distance {
  readonly direction: "same" | "up" | "down" | "other" | "unknown";
  /** From 0 to 5, on a logarithmic scale; 0 for what has no scale. */
  readonly step: number;
  /** `×4`, `÷2`, `default`, `was 0`; empty if the default is not known. */
  readonly text: string;
}

/** What else there is to know of a value at a glance. */
export type Mark = "derived" | "overrides" | "floor" | "reset" | "kept";

/** One setting on one node. */
export interface Cell extends Pick<Detail, "distance" | "marks"> {
  /** In short: `16 MiB`. */
  readonly text: string;
  /** Its place in the list of details. */
  readonly detail: number;
  /** The lines of generated files that contain it. */
  readonly lines: readonly FileLine[];
}

/** A setting that an error takes away from a node. */
export interface UnknownCell {
  /** The place of the error in the list of findings. */
  readonly finding: number;
}

/** What is said of a setting, with the nodes that have it exactly so. */
export interface Detail extends Pick<
  KeyUsage,
  "why" | "place" | "overrode" | "joined"
> {
  readonly name: string;
  /** The text with all of its digits; undefined if the default is kept. */
  readonly value: string | undefined;
  readonly summary: string | undefined;
  readonly distance: Distance;
  readonly marks: readonly Mark[];
  /** The default of the node and who sets it. */
  readonly standard: string | undefined;
  readonly refs: readonly string[];
  /** The settings that require it, with the reason. */
  readonly because: readonly string[];
  /** Who else writes it: `K3s sets 131072 at every start`. */
  readonly writers: readonly string[];
  readonly memory: readonly string[];
  readonly scope: string | undefined;
  readonly pods: string | undefined;
  /** When it takes effect. */
  readonly effect: string | undefined;
}

/** A key, or another setting, on all columns. */
export interface Row {
  readonly name: string;
  /** In the order of the columns; undefined where it is not set. */
  readonly cells: readonly (Cell | UnknownCell | undefined)[];
}

/** The settings of one kind. */
export interface RowGroup {
  /** `sysctls` */
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Matrix {
  readonly columns: readonly Column[];
  readonly groups: readonly RowGroup[];
  /** Those of all cells, each once. */
  readonly details: readonly Detail[];
  /** The paths of generated files, as the user has to name them. */
  readonly files: readonly string[];
}

/** Who writes a key on nodes where the same happens. */
export interface TimelineRow {
  readonly key: string;
  readonly nodes: readonly string[];
  readonly steps: readonly WriteStep[];
  /** What the spec sets. */
  readonly value: string;
  /** What becomes of the value: kept, replaced, or open. */
  readonly end: "kept" | "reset" | "open";
  readonly endText: string;
}

/** What the tuning of a role changes. */
export interface RoleReport extends Pick<NodePlan, "profiles"> {
  readonly column: number;
  /** How many values are above the default, below, otherwise different, the same, or not comparable. */
  readonly counts: Readonly<Record<Distance["direction"], number>>;
  /** Undefined if not all of its settings are known. */
  readonly memory: MemoryOfNode | undefined;
  /** How many settings errors take away. */
  readonly unknown: number;
  /** The details of what differs, the farthest from the default first. */
  readonly changes: readonly number[];
}

/** A key that pods set. */
export interface PodReport extends Pick<
  PodUsage,
  "workload" | "value" | "why" | "allowedBy"
> {
  readonly key: string;
  readonly place: Place;
  /** What the nodes have, by role. */
  readonly onNodes: readonly string[];
  /** Roles whose kubelets must allow it, and do not. */
  readonly refusedBy: readonly string[];
  /** Roles of which that is not known. */
  readonly openOn: readonly string[];
}

/** Settings that are no node's and no pod's. */
export interface ClusterReport extends Pick<CarrierExplanation, "why"> {
  readonly title: string;
  readonly settings: readonly (Pick<CarriedSetting, "name" | "place"> & {
    readonly value: string;
    readonly why: string;
  })[];
}

/** The facts of roles, and of hosts that state others. */
export interface FactsReport {
  /** The names of the facts. */
  readonly names: readonly string[];
  readonly rows: readonly (Pick<NodePlan, "kind" | "role"> & {
    /** The role, or the hosts whose facts are alike. */
    readonly names: readonly string[];
    /** In words, in the order of the names; undefined for what is not known. */
    readonly values: readonly (string | undefined)[];
    /** Whether no error is in them. */
    readonly isKnown: boolean;
    /** The facts that only some specs state, in words. */
    readonly others: string;
  })[];
}

/** What a spec watches on nodes. */
export interface MonitoringReport extends Pick<MonitoringPlan, "why"> {
  readonly alerts: readonly (Pick<
    AlertPlan,
    "name" | "for" | "severity" | "why"
  > & {
    /** The name in Prometheus. */
    readonly rule: string;
    readonly watches: string;
    /** The sysctls or nodes that have a rule of this name each. */
    readonly about: readonly string[];
    /** `80 %`; undefined for an event. */
    readonly firesAt: string | undefined;
    /** Where the spec changes it; undefined for a default. */
    readonly place: Place | undefined;
  })[];
  readonly recordings: readonly Pick<
    RecordingPlan,
    "name" | "title" | "unit"
  >[];
  /** Which files are loaded where. */
  readonly loads: readonly {
    readonly use: string;
    readonly paths: readonly string[];
  }[];
}

/** Files of a target that are used alike. */
export interface OutputGroup {
  /** What each is. */
  readonly description: string;
  /** How it reaches the node, as a sentence. */
  readonly use: string;
  /** Commands; `FILE` stands for the path of each of several files. */
  readonly commands: readonly string[];
  readonly files: readonly { readonly path: string; readonly nodes: string }[];
}

/** The files of a target. */
export interface OutputReport extends Pick<Target, "summary"> {
  readonly target: string;
  readonly groups: readonly OutputGroup[];
}

export interface RolloutReport extends Pick<RolloutPlan, "name" | "why"> {
  readonly stages: readonly (Pick<StagePlan, "name" | "why" | "atOnce"> & {
    readonly deploys: string;
    readonly soak: string | undefined;
    /** How many signals are watched, and how many stop it. */
    readonly watch: number;
    readonly stop: number;
  })[];
}

/** What changes since another spec. */
export interface ChangesReport extends Pick<SpecDiff, "files"> {
  readonly headline: string;
  /** What was not compared, as sentences. */
  readonly remarks: readonly string[];
  readonly sections: readonly RiskSection[];
  /** What changes of nodes beside their settings. */
  readonly notes: readonly (Pick<NodeNotes, "subject"> & {
    readonly texts: readonly string[];
  })[];
}

/** What an error takes away from the report. */
export interface Missing extends UnknownCell {
  /** In words: `vm.swappiness on role worker`; none if everything is shown despite the error. */
  readonly texts: readonly string[];
}

/** What a report says of a spec that can be planned. */
export interface ReportBody {
  /** Undefined for a spec without errors. */
  readonly missing: readonly Missing[] | undefined;
  readonly facts: FactsReport;
  readonly matrix: Matrix;
  readonly timeline: readonly TimelineRow[];
  /** The roles and hosts of which it is not known who writes their keys. */
  readonly timelineOpen: readonly string[];
  readonly roles: readonly RoleReport[];
  readonly pods: readonly PodReport[];
  readonly cluster: readonly ClusterReport[];
  /** Undefined for a spec without monitoring. */
  readonly monitoring: MonitoringReport | undefined;
  readonly outputs: readonly OutputReport[];
  readonly rollouts: readonly RolloutReport[];
  /** The text of the runbook; undefined for a spec without a rollout. */
  readonly runbook: string | undefined;
  readonly changes: ChangesReport | undefined;
}

/** Everything that a report shows. */
export interface Report {
  readonly name: string;
  /** The worst first. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** Undefined for a spec of which nothing is known. */
  readonly body: ReportBody | undefined;
}
