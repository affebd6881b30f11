import type { Holder } from "../types.js";
import type { Findings, Range } from "./findings.js";
import type { YamlMap, YamlNode, YamlPair } from "./node.js";

/** What the file says above a place that is read. */
export interface Place {
  /** The keys from the root of the document; of a list's item nothing. */
  readonly path: readonly string[];
  /** The last of these keys. */
  readonly key?: Range | undefined;
  /** The role or host that the place is for, as in talhelper's `controlPlane`. */
  readonly group?: string | undefined;
  /** The Kubernetes object that the place is in, or that a patch is for. */
  readonly object?: KubernetesObject | undefined;
  /** The Helm release whose values the place is in. */
  readonly release?: Release | undefined;
  /** The path of the file that the place writes, as in cloud-init. */
  readonly file?: string | undefined;
  /** `when:` of Ansible and its like: settings are taken with a remark. */
  readonly condition?: string | undefined;
}

export interface KubernetesObject {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

export interface Release {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly chart: string | undefined;
  readonly version:
    { readonly text: string; readonly place: Range } | undefined;
}

/** One step of the walk through a file. */
export interface Visit {
  readonly place: Place;
  readonly findings: Findings;
  /** Walks on below a node; `place` replaces what is known above it. */
  walk(node: YamlNode, place: Partial<Place>): void;
}

/**
 * Something that mappings of a format have. Takes what it knows of a mapping, and returns the pairs that are done with;
 * the walk goes on below all others.
 */
export type Shape = (map: YamlMap, visit: Visit) => readonly YamlPair[];

/** Returns the node's holder at a place. */
export function nodeAt({ group }: Place): Holder {
  return group === undefined ? { kind: "node" } : { kind: "node", group };
}
