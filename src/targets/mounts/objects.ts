import type { Mount, MountList } from "../../language/model.js";
import type { TargetView } from "../shared/kustomization.js";
import { yamlName } from "../../encode/yaml.js";

/** A kind of object that has mount options. */
export interface MountedKind {
  readonly group: false | string;
  readonly version: string;
  readonly kind: string;
  readonly names: "persistentVolumes" | "storageClasses";
  /** Whether the list is below `spec`. */
  readonly spec: boolean;
  /** When a change takes effect. */
  readonly effect: string;
}

/**
 * Sources of when a change takes effect: kubernetes/kubernetes, pkg/apis/core/validation/validation.go,
 * ValidatePersistentVolumeUpdate() and pkg/apis/storage/validation/validation.go, ValidateStorageClassUpdate(), which
 * both let mountOptions change; Kubernetes, "Storage Classes": volumes get the class's options when they are created.
 */
export const mountedKinds: readonly MountedKind[] = [
  {
    group: false,
    version: "v1",
    kind: "PersistentVolume",
    names: "persistentVolumes",
    spec: true,
    effect:
      "A mounted volume keeps its options until no pod on the node uses it: restart all of its pods on a node together, or drain the node. You need not recreate the volume.",
  },
  {
    group: "storage.k8s.io",
    version: "v1",
    kind: "StorageClass",
    names: "storageClasses",
    spec: false,
    effect:
      "It applies only to volumes created from now on. List existing volumes under persistentVolumes in the spec.",
  },
];

/** An object with the options that it gets. */
export interface MountedObject {
  readonly mount: Mount;
  readonly kind: MountedKind;
  readonly name: string;
}

/** Returns the group and version of an object, as it is written in a manifest. */
export function apiVersionOf({ group, version }: MountedKind): string {
  return group === false ? version : `${group}/${version}`;
}

/** Names an object for a JSON patch. Kustomize takes the name as a regular expression for the whole name. */
export function targetOf({ kind, name }: MountedObject): TargetView {
  return {
    apiVersion: apiVersionOf(kind),
    group: kind.group,
    version: kind.version,
    kind: kind.kind,
    name: yamlName(name),
    pattern: yamlName(name.replaceAll(".", String.raw`\.`)),
  };
}

/** What a patch does, in the words of its header. */
export const listWords: Readonly<Record<MountList, string>> = {
  append:
    "A JSON patch, applied by the kustomization.yaml beside it. It appends to the object's list, and Kustomize fails if the object has none: the spec then needs `list: new`.",
  new: "A JSON patch, applied by the kustomization.yaml beside it. It adds the list, and Kustomize fails if the object has one: the spec then needs `list: append`.",
  replace:
    "A strategic-merge patch, applied by the kustomization.yaml beside it. It replaces the object's whole list: options that are not here are removed.",
};
