import type { TargetFacts, TargetSettings } from "../core/target.js";
import type { Owner, Reasons, Reference } from "../core/written.js";
import type { Source, Span } from "../core/source.js";
import type { StatedFacts } from "../platform/facts.js";
import type { WorkloadKind } from "../platform/component/kubernetes.js";
import type { NodeKind, WrittenSettings } from "../settings/registry.js";
import type { MonitoringSection } from "./monitoring-model.js";

/** Settings that are written together: a profile, or a role's or a host's own. */
export interface Layer extends Reasons {
  readonly owner: Owner;
  /** The name's place. */
  readonly span: Span;
  readonly settings: WrittenSettings<NodeKind>;
}

/** Per cent of a node's memory above which lint warns, as far as it was written. */
export interface WrittenBudget {
  readonly reserved?: number | undefined;
  readonly ceiling?: number | undefined;
}

export interface Role extends Layer {
  readonly facts: StatedFacts;
  readonly memoryBudget: WrittenBudget;
  readonly profiles: readonly Reference[];
}

export interface Host extends Layer {
  readonly role: Reference;
  readonly facts: StatedFacts;
  readonly add: readonly Reference[];
  readonly remove: readonly Reference[];
}

export interface Workload extends Reasons {
  readonly owner: Owner;
  readonly span: Span;
  /** What the object is called in Kubernetes: the name in the spec, unless that says otherwise. */
  readonly objectName: string;
  readonly namespace: string | undefined;
  readonly kind: WorkloadKind;
  /** Where it may run; undefined for every role. */
  readonly roles: readonly Reference[] | undefined;
  readonly hostNetwork: boolean;
  readonly hostIPC: boolean;
  readonly settings: WrittenSettings<"podSysctl">;
}

/** How many write to the share at once: pods on several nodes, or machines outside of the cluster, too. */
export type Writers = "one" | "several";

/** The mount options of volumes: one entry of the section `mounts`. */
export interface Mount extends Reasons {
  readonly owner: Owner;
  readonly name: string;
  readonly span: Span;
  readonly driver: string;
  readonly settings: WrittenSettings<"mountOption">;
  readonly persistentVolumes: readonly Reference[];
  readonly storageClasses: readonly Reference[];
  /** Undefined where the spec does not say. */
  readonly writers: Writers | undefined;
}

/** One Helm value of Cilium, under the path it was written at: `["bpf", "mapMax", "ct", "tcp"]`. */
export interface WrittenCilium extends Reasons {
  readonly path: readonly string[];
  /** `null`: leave the chart's default. */
  readonly value: number | boolean | null;
  readonly span: Span;
}

export interface CiliumSection extends Reasons {
  readonly version: string | undefined;
  readonly span: Span;
  readonly values: readonly WrittenCilium[];
}

/** An output path as it was written. */
export interface WrittenPath {
  readonly template: string;
  readonly span: Span;
}

/** A whole spec, with the profiles of the files that it includes. */
export interface Spec {
  readonly source: Source;
  readonly out: WrittenPath;
  readonly facts: StatedFacts;
  /** The top's `memoryBudget`, for roles that write none. */
  readonly memoryBudget: WrittenBudget;
  readonly profiles: ReadonlyMap<string, Layer>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly hosts: ReadonlyMap<string, Host>;
  readonly workloads: ReadonlyMap<string, Workload>;
  readonly cilium: CiliumSection | undefined;
  readonly mounts: readonly Mount[];
  /** What the spec's top sets, for every node that it applies to. */
  readonly top: Layer;
  readonly monitoring: MonitoringSection | undefined;
  /** Of every target, by name. */
  readonly targets: ReadonlyMap<string, TargetSettings>;
  /** The targets that the spec is compiled for. */
  readonly targetFacts: readonly TargetFacts[];
}
