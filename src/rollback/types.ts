import type { SysctlKey } from "../core/key.js";
import type { ProxyField } from "../platform/component/proxy-fields.js";
import type { NodePlan } from "../plan/types.js";
import type { SysctlValue } from "../settings/sysctl/value.js";

/** How an old value is known, as comments say it: `captured`, `measured`. */
export type Evidence =
  | "from the earlier spec"
  | "captured"
  | "measured"
  | "computed"
  | "read in its source"
  | "published";

/** A key that is undone. */
export interface ChangedKey {
  readonly key: SysctlKey;
  /** What the present spec sets; undefined for a key that it does not set. */
  readonly now: SysctlValue | undefined;
  /** What a reader must know of its old value: sentences without their full stops. */
  readonly notes: readonly string[];
}

/** A value that a key or a file had before the tuning. */
export interface OldValue {
  /** As messages name it: `net.core.somaxconn`, `/sys/block/sda/queue/scheduler`. */
  readonly id: string;
  /** Undefined for a file below /sys. */
  readonly key: SysctlKey | undefined;
  /** The absolute path of the file. */
  readonly path: string;
  readonly value: SysctlValue;
  readonly evidence: Evidence;
  /** Who has set it, and what else a reader must know: sentences without their full stops. */
  readonly notes: readonly string[];
}

/** A field of kube-proxy's configuration, which it reads when it starts, with what it had before the tuning. */
export interface OldProxyField extends Pick<OldValue, "evidence" | "notes"> {
  readonly id: ProxyField;
  /** In the form of kube-proxy's flag, as the present spec sets it; undefined for a field that it does not set. */
  readonly now: string | undefined;
  readonly value: string;
}

/** What stays as the tuning left it. */
export interface NotUndone {
  /** As messages name it. */
  readonly what: string;
  /** Why, and what helps: a clause. */
  readonly why: string;
  readonly remedy: "reboot" | "unknown" | "restart";
}

/** What a key or a file comes back to, or why it does not. */
export type Old = OldValue | NotUndone;

export function isOld(old: Old): old is OldValue {
  return "value" in old;
}

/** What undoes the tuning of one node, or what changed of it since an earlier spec. */
export interface Undo {
  /** With the settings that are undone. */
  readonly node: NodePlan;
  /** The earlier spec, as the user names it; undefined where all of the tuning is undone. */
  readonly since: string | undefined;
  /** That of the role or the host, or of the node whose values were captured. */
  readonly name: string;
  readonly kind: "role" | "host" | "node";
  /** Where its values were captured; undefined if they were not. */
  readonly source: string | undefined;
  /** In the order in which they are to be written. */
  readonly values: readonly OldValue[];
  /** In kube-proxy's own order. */
  readonly proxy: readonly OldProxyField[];
  readonly notUndone: readonly NotUndone[];
}

/** The files that `tunegen build` writes for a node, as the steps name them. */
export interface Built {
  /** Those that the rollback removes. */
  readonly gone: readonly string[];
  /** Those that the earlier spec has otherwise. */
  readonly changed: readonly string[];
}
