import type { TargetFacts, TargetSettings } from "../core/target.js";
import type { Owner, Reasons, Reference } from "../core/written.js";
import type { Level } from "../core/severity.js";
import type { NixPriority } from "../core/nix-priority.js";
import type { Source, Span } from "../core/source.js";
import type { FactPlaces, StatedFacts } from "../platform/facts.js";
import type { WorkloadKind } from "../platform/component/kubernetes.js";
import type { NodeKind, WrittenSettings } from "../settings/registry.js";
import type { MonitoringSection } from "./monitoring-model.js";
import type { NetworkTest } from "./network-test-model.js";
import type { Rollout } from "./rollout-model.js";

/** The settings of a profile, a role or a host. */
export interface Layer extends Reasons {
  readonly owner: Owner;
  /** The place of the name. */
  readonly span: Span;
  readonly settings: WrittenSettings<NodeKind>;
  /** Whether no setting is written, not even an invalid one. */
  readonly isBare: boolean;
  /** The priority of its sysctls in NixOS modules. */
  readonly priority?: NixPriority | undefined;
}

/** Percentages of a node's memory above which lint warns; undefined if not set. */
export interface WrittenBudget {
  readonly reserved?: number | undefined;
  readonly ceiling?: number | undefined;
}

export interface Role extends Layer {
  readonly facts: StatedFacts;
  readonly factPlaces: FactPlaces;
  readonly memoryBudget: WrittenBudget;
  readonly profiles: readonly Reference[];
}

export interface Host extends Layer {
  readonly role: Reference;
  readonly facts: StatedFacts;
  readonly factPlaces: FactPlaces;
  readonly add: readonly Reference[];
  readonly remove: readonly Reference[];
}

export interface Workload extends Reasons {
  readonly owner: Owner;
  readonly span: Span;
  /** The name of the object in Kubernetes: the field `name`, or else the name in the spec. */
  readonly objectName: string;
  readonly namespace: string | undefined;
  readonly kind: WorkloadKind;
  /** The roles that its pods can run on; undefined for all roles. */
  readonly roles: readonly Reference[] | undefined;
  readonly hostNetwork: boolean;
  readonly hostIPC: boolean;
  readonly settings: WrittenSettings<"podSysctl">;
  /** Whether no setting is written, not even an invalid one. */
  readonly isBare: boolean;
}

/** How many machines write to the share at the same time, including machines outside the cluster. */
export type Writers = "one" | "several";

/** What becomes of the list of mount options that an object has, or does not have. */
export const mountLists = ["append", "new", "replace"] as const;

export type MountList = (typeof mountLists)[number];

/** The mount options of volumes: one entry of the section `mounts`. */
export interface Mount extends Reasons {
  readonly owner: Owner;
  readonly name: string;
  readonly span: Span;
  readonly driver: string;
  readonly list: MountList;
  readonly settings: WrittenSettings<"mountOption">;
  readonly persistentVolumes: readonly Reference[];
  readonly storageClasses: readonly Reference[];
  /** Undefined if the spec does not state it. */
  readonly writers: Writers | undefined;
}

/** One Helm value of Cilium, with its path in the spec: `["bpf", "mapMax", "ct", "tcp"]`. */
export interface WrittenCilium extends Reasons {
  readonly path: readonly string[];
  /** `null` keeps the chart's default. */
  readonly value: number | boolean | null;
  readonly span: Span;
}

export interface CiliumSection extends Reasons {
  readonly version: string | undefined;
  readonly span: Span;
  readonly values: readonly WrittenCilium[];
}

/** The level of a rule, and the place of its name. */
export interface WrittenLevel {
  readonly level: Level;
  readonly span: Span;
}

/** An output path in the spec. */
export interface WrittenPath {
  readonly template: string;
  readonly span: Span;
}

/** A complete spec, with the profiles of the files that it includes. */
export interface Spec {
  readonly source: Source;
  readonly out: WrittenPath;
  readonly facts: StatedFacts;
  readonly factPlaces: FactPlaces;
  /** `memoryBudget` at the top, for roles that do not set one. */
  readonly memoryBudget: WrittenBudget;
  readonly profiles: ReadonlyMap<string, Layer>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly cilium: CiliumSection | undefined;
  readonly mounts: readonly Mount[];
  /** Settings at the top, for all nodes. */
  readonly top: Layer;
  readonly monitoring: MonitoringSection | undefined;
  readonly networkTest: NetworkTest | undefined;
  /** How the tuning is rolled out, in the order of the spec. */
  readonly rollouts: readonly Rollout[];
  /** The levels of rules, by their names as written. */
  readonly ruleLevels: ReadonlyMap<string, WrittenLevel>;
  /** Whether prettier configurations apply to the files. */
  readonly prettier: boolean;
  /** The paths and options of every target, by name. */
  readonly targets: ReadonlyMap<string, TargetSettings>;
  /** The targets that the spec is compiled for. */
  readonly targetFacts: readonly TargetFacts[];
}
