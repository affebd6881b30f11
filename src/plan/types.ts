import type { KeyFacts } from "../catalogue/types.js";
import type { NodeFacts } from "../core/facts.js";
import type { SysctlKey } from "../core/key.js";
import type { Platform } from "../core/platform.js";
import type { TargetSettings } from "../core/target.js";
import type { Span } from "../core/source.js";
import type { Acceptance, Origin, Reasons } from "../core/written.js";
import type { Mount } from "../language/model.js";
import type { AlertName } from "../language/monitoring-model.js";
import type {
  WrittenCommands,
  WrittenDuration,
  WrittenSignal,
} from "../language/rollout-model.js";
import type { WorkloadKind } from "../platform/component/kubernetes.js";
import type { NodeSettings } from "../settings/registry.js";
import type { SettingLayer } from "../settings/setting.js";
import type { Sysctl } from "../settings/sysctl/index.js";
import type { SysctlValue } from "../settings/sysctl/value.js";
import type { NetworkTest } from "../language/network-test-model.js";
import type { MonitoringPlan } from "./monitoring-types.js";

/** The sysctls of one owner, in the order they were written, with the owner's own reason. */
export interface SettingGroup extends SettingLayer {
  readonly sysctls: readonly Sysctl[];
}

/** Per cent of a node's memory above which lint warns. */
export interface MemoryBudget {
  /** What all tuning together reserves at once. */
  readonly reserved: number;
  /** What one setting lets the kernel use under load. */
  readonly ceiling: number;
}

/** Everything about one kind of node, or one machine. */
export interface NodePlan {
  readonly kind: "role" | "host";
  readonly name: string;
  /** The role's name, for a host, too. */
  readonly role: string;
  readonly why: string | undefined;
  readonly facts: NodeFacts;
  /** The abilities of its operating system, its distribution and their components. */
  readonly platform: Platform;
  /** Accepted findings about the node as a whole, by rule. */
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** The `name:` in the spec. */
  readonly span: Span;
  /** The names of its profiles, in order. */
  readonly profiles: readonly string[];
  /** The layers of its settings, the lowest first: profiles, the role, the host. */
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
  /** The name of the object in Kubernetes, by default the same. */
  readonly objectName: string;
  readonly namespace: string | undefined;
  readonly kind: WorkloadKind;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly accept: ReadonlyMap<string, Acceptance>;
  readonly span: Span;
  /** The roles that it may run on, by default all. */
  readonly roles: readonly string[];
  readonly hostNetwork: boolean;
  readonly hostIPC: boolean;
  readonly sysctls: readonly PodSysctl[];
}

/** One Cilium Helm value, by its name in the chart. */
export interface CiliumValue {
  /** `["bpf", "ctTcpMax"]` */
  readonly path: readonly string[];
  /** Its place in the form of wrapper charts: `["bpf", "mapMax", "ct", "tcp"]`. */
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

/** What a rollout refers to. */
export type RolloutSubjects = Pick<
  Plan,
  "nodes" | "workloads" | "cilium" | "mounts" | "monitoring"
>;

/** A node of a stage. */
export interface Member {
  /** That of the host, or of its role if it has no settings of its own. */
  readonly node: NodePlan;
  /** Undefined for the nodes of a role whose names the spec does not have. */
  readonly host:
    { readonly name: string; readonly address: string } | undefined;
  /** The user's commands; undefined where the files of the node are deployed in the usual way. */
  readonly deploy: WrittenCommands | undefined;
}

/** What a stage deploys that is no node. */
export type ClusterItem =
  | { readonly kind: "cilium" }
  | { readonly kind: "monitoring" }
  | { readonly kind: "workload"; readonly workload: WorkloadPlan }
  | { readonly kind: "mount"; readonly mount: Mount };

/** Something to look at. An alert of the section `monitoring` has its name there. */
export type Signal =
  | Exclude<WrittenSignal, { readonly kind: "alert" }>
  | (Extract<WrittenSignal, { readonly kind: "alert" }> & {
      readonly own: AlertName | undefined;
    });

export interface StagePlan extends Pick<Reasons, "why" | "refs"> {
  readonly name: string;
  readonly span: Span;
  /** Empty for a stage of parts of the cluster. */
  readonly members: readonly Member[];
  /** Empty for a stage of nodes. */
  readonly items: readonly ClusterItem[];
  /** The user's commands for the items; undefined where their files are deployed in the usual way. */
  readonly deploy: WrittenCommands | undefined;
  readonly atOnce: number;
  readonly pause: WrittenDuration | undefined;
  readonly soak: WrittenDuration | undefined;
  readonly watch: readonly Signal[];
  readonly stop: readonly Signal[];
  readonly rollback: WrittenCommands | undefined;
}

/** A host of a rollout that no stage deploys. */
export interface Unstaged {
  readonly name: string;
  readonly role: string;
  readonly span: Span;
}

export interface RolloutPlan extends Pick<Reasons, "why" | "refs"> {
  /** Undefined for the only rollout of a spec. */
  readonly name: string | undefined;
  readonly span: Span;
  readonly accept: ReadonlyMap<string, Acceptance>;
  /** The address of a Prometheus server. */
  readonly prometheus: string | undefined;
  readonly prepare: WrittenCommands | undefined;
  readonly stages: readonly StagePlan[];
  /** The hosts of its roles that no stage deploys. */
  readonly unstaged: readonly Unstaged[];
  /** The roles of which it deploys, or lists, every node. */
  readonly roles: ReadonlySet<string>;
}

/** The plan of a whole spec: frozen, and all that targets and rules may read. */
export interface Plan {
  /** The spec's file name, for headers: `tuning.yaml`. Never an absolute path. */
  readonly specName: string;
  /** Roles in the order of the spec, then hosts. */
  readonly nodes: readonly NodePlan[];
  readonly workloads: readonly WorkloadPlan[];
  readonly cilium: CiliumPlan | undefined;
  readonly mounts?: readonly Mount[];
  readonly monitoring?: MonitoringPlan | undefined;
  readonly networkTest?: NetworkTest | undefined;
  readonly rollouts?: readonly RolloutPlan[];
  /** Where and how the targets write, by name. */
  readonly targets: ReadonlyMap<string, TargetSettings>;
}
