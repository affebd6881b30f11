import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { SysctlKey } from "../core/key.js";
import type { Platform } from "../core/platform.js";
import type { TargetSettings } from "../core/target.js";
import type { Span } from "../core/source.js";
import type { Acceptance, Origin } from "../core/written.js";
import type { Mount } from "../language/model.js";
import type { WorkloadKind } from "../platform/component/kubernetes.js";
import type { NodeSettings } from "../settings/registry.js";
import type { SettingLayer } from "../settings/setting.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { SysctlValue } from "../settings/sysctl/value.js";
import type { MonitoringPlan } from "./monitoring-types.js";

/** The sysctls of one owner, in the order they were written, with the owner's own reason. */
export interface SettingGroup extends SettingLayer {
  readonly sysctls: readonly Sysctl[];
}

/** Per cent of a node's memory above which lint warns. */
export interface MemoryBudget {
  /** What tuning takes at once, all together. */
  readonly reserved: number;
  /** What one setting lets the kernel take under load. */
  readonly ceiling: number;
}

/** Everything that one kind of node, or one machine, is to have. */
export interface NodePlan {
  readonly kind: "role" | "host";
  readonly name: string;
  /** The role's name, for a host too. */
  readonly role: string;
  readonly why: string | undefined;
  readonly facts: NodeFacts;
  /** What its operating system, its distribution and their components can do. */
  readonly platform: Platform;
  /** Findings that are meant about the node as a whole, by rule. */
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** The `name:` in the spec. */
  readonly span: Span;
  /** The names of its profiles, in order. */
  readonly profiles: readonly string[];
  /** Where its settings come from, the lowest first: profiles, the role, the host. */
  readonly layers: readonly SettingLayer[];
  /** By kind. Hosts that add nothing of their own have the very object of their role. */
  readonly settings: NodeSettings;
  readonly memoryBudget: MemoryBudget;
}

/** One sysctl of a pod. */
export interface PodSysctl {
  readonly id: string;
  readonly key: SysctlKey;
  readonly known: KeyFacts | undefined;
  readonly value: SysctlValue;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly origin: Origin;
}

/** A workload whose pods set sysctls of their own. */
export interface WorkloadPlan {
  readonly name: string;
  /** What the object is called in Kubernetes: mostly the same. */
  readonly objectName: string;
  readonly namespace: string | undefined;
  readonly kind: WorkloadKind;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly span: Span;
  /** The roles it may run on: all, where the spec names none. */
  readonly roles: readonly string[];
  readonly hostNetwork: boolean;
  readonly hostIPC: boolean;
  readonly sysctls: readonly PodSysctl[];
}

/** One Cilium Helm value, under the chart's own name. */
export interface CiliumValue {
  /** `["bpf", "ctTcpMax"]` */
  readonly path: readonly string[];
  /** Where the seeds' `bpf.mapMax` form has it: `["bpf", "mapMax", "ct", "tcp"]`. */
  readonly mapMaxPath: readonly string[] | undefined;
  readonly value: number | boolean | string;
  readonly why: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly span: Span;
}

export interface CiliumPlan {
  readonly version: string | undefined;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly values: readonly CiliumValue[];
  readonly span: Span;
}

/** What a whole spec comes to: frozen, and all that a target or a rule may look at. */
export interface Plan {
  /** The spec's file name, for headers: `tuning.yaml`. Never an absolute path. */
  readonly specName: string;
  /** Roles in the order of the spec, then hosts. */
  readonly nodes: readonly NodePlan[];
  readonly workloads: readonly WorkloadPlan[];
  readonly cilium: CiliumPlan | undefined;
  readonly mounts?: readonly Mount[];
  readonly monitoring?: MonitoringPlan | undefined;
  /** Where and how the targets write, by name. */
  readonly targets: ReadonlyMap<string, TargetSettings>;
}
