import type { CommentedOut, Reason, SpecValue } from "../types.js";
import type { Span } from "../../core/source.js";

/** A setting of a layer of the new spec. */
export interface DraftSetting {
  /** Its section and names: `["sysctl", "vm.swappiness"]`. */
  readonly path: readonly [section: string, ...names: string[]];
  readonly value: SpecValue;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  readonly nixPriority: number | undefined;
  /** Where it was found. */
  readonly span: Span;
}

/** A profile or a role of the new spec. */
export interface DraftLayer {
  readonly name: string;
  readonly why: string | undefined;
  readonly refs: readonly string[];
  /** The facts under `node`; none in a profile. */
  readonly facts: ReadonlyMap<string, string | number | boolean>;
  /** The names of its profiles; none in a profile. */
  readonly profiles: readonly string[];
  readonly settings: readonly DraftSetting[];
  readonly commentedOut: readonly CommentedOut[];
}

/** The pods of one object. */
export interface DraftWorkload {
  readonly name: string;
  /** Undefined if the files do not say it: the spec gets a mark there. */
  readonly object: string | undefined;
  /** The name of the object; undefined like `object`. */
  readonly objectName: string | undefined;
  readonly namespace: string | undefined;
  /** Whether the pods use the node's network. */
  readonly hostNetwork: boolean;
  readonly settings: readonly DraftSetting[];
}

/** A spec before it is text. */
export interface Draft {
  /** The facts that all roles share. */
  readonly facts: ReadonlyMap<string, string | number | boolean>;
  readonly profiles: readonly DraftLayer[];
  readonly roles: readonly DraftLayer[];
  readonly workloads: readonly DraftWorkload[];
  /** `cilium` and `kubeProxy` at the top. */
  readonly cluster: readonly DraftSetting[];
}

/** Joins several reasons to one, such as what a setting has of its own with what its group has. */
export function joinReasons(
  ...reasons: readonly (Reason | undefined)[]
): Pick<DraftSetting, "why" | "refs"> {
  const known = reasons.filter((reason) => reason !== undefined);
  const texts = known.flatMap(({ text }) => text ?? []);
  return {
    why: texts.length === 0 ? undefined : [...new Set(texts)].join("; "),
    refs: [...new Set(known.flatMap(({ refs }) => refs))],
  };
}
