import type { Reasons, Reference } from "../core/written.js";
import type { Span } from "../core/source.js";

/** What a command for each node may name. */
export const nodePlaceholders = [
  "host",
  "hosts",
  "role",
  "address",
  "file",
] as const;

/** What a command for a part of the cluster may name. */
export const partPlaceholders = ["name"] as const;

export type NodePlaceholder = (typeof nodePlaceholders)[number];
export type Placeholder = NodePlaceholder | (typeof partPlaceholders)[number];

/** Between which quotes of the shell a placeholder is. */
export type Quotes = "none" | "single" | "double";

/** A piece of a command: text as written, or a placeholder. */
export type CommandPart =
  string | { readonly placeholder: Placeholder; readonly quotes: Quotes };

/** A command of the user, for a POSIX shell. */
export interface WrittenCommand {
  readonly parts: readonly CommandPart[];
  readonly span: Span;
}

/** Commands in order, and their place. */
export interface WrittenCommands {
  readonly commands: readonly WrittenCommand[];
  readonly span: Span;
}

/** A duration, or a range of them; in seconds. */
export interface WrittenDuration {
  readonly least: number;
  readonly most: number;
  /** As it is shown: `24h`, `24h to 48h`. */
  readonly text: string;
}

/** What to look at after a stage, or what stops the rollout. */
export type WrittenSignal = {
  readonly why: string | undefined;
  readonly span: Span;
} & (
  | { readonly kind: "words"; readonly text: string }
  | {
      readonly kind: "alert";
      readonly name: string;
      /** Whose alert it is, if not that of the section `monitoring`. */
      readonly from: string | undefined;
    }
  | {
      readonly kind: "query";
      readonly query: string;
      readonly above: number | undefined;
      readonly below: number | undefined;
      readonly expect: string | undefined;
    }
  | {
      readonly kind: "command";
      readonly command: WrittenCommand;
      readonly expect: string | undefined;
    }
);

/** Parts of the cluster that are no nodes. */
export const clusterParts = ["cilium", "monitoring"] as const;

export type ClusterPart = (typeof clusterParts)[number];

/** What a stage may say in place of the rollout; undefined where it does not. */
export interface WrittenSteps {
  readonly watch: readonly WrittenSignal[] | undefined;
  readonly stop: readonly WrittenSignal[] | undefined;
  readonly rollback: WrittenCommands | undefined;
}

export interface WrittenStage extends Reasons, WrittenSteps {
  readonly name: string;
  /** Whether the spec names it; if not, a name stands in, and the spec has an error. */
  readonly isNamed: boolean;
  /** The place of the name. */
  readonly span: Span;
  readonly hosts: readonly Reference[];
  readonly roles: readonly Reference[];
  readonly workloads: readonly Reference[];
  readonly mounts: readonly Reference[];
  readonly parts: readonly {
    readonly name: ClusterPart;
    readonly span: Span;
  }[];
  readonly deploy: WrittenCommands | undefined;
  /** How many nodes are deployed at the same time. */
  readonly atOnce: number;
  /** Between two nodes, or two groups of `atOnce` nodes. */
  readonly pause: WrittenDuration | undefined;
  /** How long to watch before the next stage. */
  readonly soak: WrittenDuration | undefined;
}

/** The address of a host: a pattern with `{host}`, or one for each host. */
export interface WrittenAddresses {
  readonly pattern: WrittenCommand | undefined;
  readonly byHost: readonly {
    readonly host: Reference;
    readonly address: string;
  }[];
}

/** How the tuning reaches the nodes of one cluster: one entry of the section `rollout`. */
export interface Rollout extends Reasons, WrittenSteps {
  /** Undefined for the only rollout of a spec. */
  readonly name: string | undefined;
  /** The place of the name, else that of the section. */
  readonly span: Span;
  /** The machines of a role that have no settings of their own, by the name of the role. */
  readonly hosts: readonly {
    readonly role: Reference;
    readonly names: readonly Reference[];
  }[];
  readonly addresses: WrittenAddresses;
  /** The address of a Prometheus server. */
  readonly prometheus: string | undefined;
  /** Commands before the first stage. */
  readonly prepare: WrittenCommands | undefined;
  /** How one node is deployed. */
  readonly deploy: WrittenCommands | undefined;
  /** How the nodes of one role are deployed, where that differs. */
  readonly deployByRole: readonly {
    readonly role: Reference;
    readonly deploy: WrittenCommands;
  }[];
  /** How what is no node is deployed. */
  readonly deployCluster: WrittenCommands | undefined;
  readonly stages: readonly WrittenStage[];
}
