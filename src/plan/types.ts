import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { Platform } from "../core/platform.js";
import type { SysctlKey } from "../core/key.js";
import type { WorkloadKind } from "../platform/kubernetes.js";
import type { ConntrackField } from "../platform/kube-proxy.js";
import type { Acceptance, Origin, Owner } from "../core/written.js";
import type { TargetSettings } from "../core/target.js";
import type { Span } from "../core/source.js";
import type { InterruptsPlan } from "./interrupts.js";
import type { MountPlan } from "./mounts.js";
import type { MonitoringPlan } from "./monitoring-types.js";
import type { SystemPlan } from "./system.js";

export type { ConntrackField, Origin, Owner };

/** A value as the kernel reads it. */
export type SysctlValue =
  | { readonly type: "integers"; readonly fields: readonly bigint[] }
  | { readonly type: "text"; readonly text: string };

/** The kernel's own default on a node; `sure` is false where it varies with what is not known, as `note` says. */
export interface KernelDefault {
  readonly value: string;
  readonly sure: boolean;
  readonly note?: string;
}

/** One sysctl of one node, resolved. */
export interface Sysctl {
  readonly kind: "sysctl";
  /** The dotted id of the key, by which settings meet. */
  readonly id: string;
  readonly key: SysctlKey;
  /** For a pattern, what the first key it stands for is like; undefined for a key the catalogue does not know. */
  readonly known: KeyFacts | undefined;
  /** Undefined where nothing is written; `left` then says why. */
  readonly value: SysctlValue | undefined;
  /** `null` was written: the kernel's value stays. Or the default already reaches the floor. */
  readonly left?: "kernel" | "floor";
  /** The reasons written at the setting itself (a floor or a set may have several), in order. */
  readonly why: readonly string[];
  readonly refs: readonly string[];
  /** Findings that are meant, by rule. */
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly origin: Origin;
  /** Everything that was merged into it: more than the origin for floors and sets. */
  readonly from: readonly Origin[];
  /** What it won over, by precedence. */
  readonly overrode: readonly Origin[];
  /** Undefined for a pattern too: the keys it stands for have defaults of their own. */
  readonly kernelDefault: KernelDefault | undefined;
  /** Ids of the settings that need it, and what it does for them: a companion, or a set that companions joined. */
  readonly because?: readonly Cause[];
}

/** Why something was derived: the setting that needs it, and what would happen without, as a comment. */
export interface Cause {
  readonly id: string;
  readonly note: string;
}

/** The settings of one owner, in the order they were written, with the owner's own reason. */
export interface SettingGroup {
  readonly owner: Owner;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly sysctls: readonly Sysctl[];
}

/** A kernel module to load at boot, with what asks for it. */
export interface ModulePlan {
  readonly name: string;
  /** Module options, by name: `{ hashsize: "65536" }`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Reasons in the user's words. */
  readonly why: readonly string[];
  /** Ids of the settings that need it: a companion where `why` is empty. */
  readonly because: readonly string[];
}

/** One pattern on a kubelet's list of allowed unsafe sysctls. */
export interface AllowedSysctl {
  /** An exact name, or a prefix ending in `*`. */
  readonly pattern: string;
  /** Who needs it, as a comment: `workload ingress-nginx`. */
  readonly because: readonly string[];
}

/** One connection-tracking setting of kube-proxy. */
export interface ConntrackSetting {
  readonly field: ConntrackField;
  /** As the flag and the configuration take it: `0`, `24h0m0s`, `true`. */
  readonly value: string;
  readonly why: readonly string[];
  /** Ids of the settings that it keeps alive. */
  readonly because: readonly string[];
}

/** Per cent of a node's memory above which lint warns. */
export interface MemoryBudget {
  /** What tuning takes at once, all together. */
  readonly reserved: number;
  /** What one setting lets the kernel take under load. */
  readonly ceiling: number;
}

/** A layer that a node's settings come from. */
export type SettingLayer = Omit<SettingGroup, "sysctls">;

/** What a node is to have, by kind. Hosts that add nothing of their own have the very object of their role. */
export interface NodeSettings extends SystemPlan {
  /** Profiles in the order the role names them, then the role's own, then the host's own. */
  readonly sysctl: readonly Sysctl[];
  /** Sorted by name. */
  readonly module: readonly ModulePlan[];
  /** Sorted; empty where no kubelet flag is needed. With the distribution's own defaults where the flag replaces them. */
  readonly allowance: readonly AllowedSysctl[];
  readonly conntrack: readonly ConntrackSetting[];
  readonly interrupts: InterruptsPlan | undefined;
}

/** A kind of setting, as `NodePlan.settings` and `Layer.settings` name it. */
export type Kind = keyof NodeSettings;

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
  readonly mounts?: readonly MountPlan[];
  readonly monitoring?: MonitoringPlan | undefined;
  /** Where and how the targets write, by name. */
  readonly targets: ReadonlyMap<string, TargetSettings>;
}
