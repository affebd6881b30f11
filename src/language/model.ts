import type {
  Origin,
  Owner,
  Part,
  Reasons,
  Reference,
} from "../core/written.js";
import type { StatedFacts } from "../platform/facts.js";
import type { WrittenInterrupts } from "./interrupts-model.js";
import type { WorkloadKind } from "../platform/kubernetes.js";
import type { ConntrackField } from "../platform/kube-proxy.js";
import type { SysctlKey } from "../core/key.js";
import type { MonitoringSection } from "./monitoring-model.js";
import type { SystemSettings } from "./model-system.js";
import type { TargetSettings } from "../core/target.js";
import type { WrittenMount } from "./mounts-model.js";
import type { Source, Span } from "../core/source.js";

/** A value before its key is looked up: nothing is known of its unit or kind. */
export type WrittenValue =
  | { readonly form: "kernel" }
  | {
      readonly form: "exact" | "floor";
      readonly parts: readonly Part[];
      readonly list: boolean;
    }
  | {
      readonly form: "scaled";
      readonly per: "cpu" | "GiB";
      readonly amount: Part;
      readonly min: Part | undefined;
      readonly max: Part | undefined;
    };

/** A sysctl as it was written. */
export interface WrittenSysctl extends Reasons {
  readonly key: SysctlKey;
  /** The key in the user's own spelling. */
  readonly keyText: string;
  readonly value: WrittenValue;
  readonly origin: Origin;
  readonly valueSpan: Span;
}

export interface WrittenModule extends Reasons {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

/** A pattern of `allowedUnsafeSysctls`. */
export interface WrittenAllowance {
  readonly pattern: string;
  readonly origin: Origin;
}

export interface WrittenConntrack extends Reasons {
  readonly field: ConntrackField;
  /** `node`: leave the node's own value alone. */
  readonly value: Part | "node";
  readonly origin: Origin;
}

/** What one layer sets, by kind. */
export interface LayerSettings extends SystemSettings {
  readonly sysctl: readonly WrittenSysctl[];
  readonly module: readonly WrittenModule[];
  readonly allowance: readonly WrittenAllowance[];
  readonly conntrack: readonly WrittenConntrack[];
  /** Of roles and hosts: a profile has none. */
  readonly interrupts: WrittenInterrupts | undefined;
}

/** Settings that are written together: a profile, or a role's or a host's own. */
export interface Layer extends Reasons {
  readonly owner: Owner;
  /** The name's place. */
  readonly span: Span;
  readonly settings: LayerSettings;
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
  readonly sysctls: readonly WrittenSysctl[];
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
  readonly mounts: readonly WrittenMount[];
  /** The top's `kubeProxy`, which speaks for every role that runs it. */
  readonly conntrack: readonly WrittenConntrack[];
  readonly monitoring: MonitoringSection | undefined;
  /** Of every target, by name. */
  readonly targets: ReadonlyMap<string, TargetSettings>;
}
