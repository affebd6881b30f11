import { posix } from "node:path";
import { commentLines, referenceLines } from "../../encode/comment.js";
import { yamlName, yamlString } from "../../encode/yaml.js";
import type { Mount } from "../../language/model.js";
import {
  defineTarget,
  type Emission,
  type TargetFile,
} from "../define-target.js";
import { fileHeader, ownerSubject } from "../shared/comments.js";
import { folderFile } from "../shared/folder-file.js";
import { kustomization } from "../shared/kustomization.js";
import type { Mark } from "../setting-lines.js";
import { baseName } from "../shared/path.js";
import type { Comment } from "../shared/views.js";
import * as templates from "./templates.js";

/** A kind of object that has mount options. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly names: "persistentVolumes" | "storageClasses";
  /** Whether the list stands below `spec`. */
  readonly spec: boolean;
  /** When a change of it counts. */
  readonly effect: string;
}

/**
 * Sources of when it counts: kubernetes/kubernetes, pkg/apis/core/validation/validation.go,
 * ValidatePersistentVolumeUpdate() and pkg/apis/storage/validation/validation.go, ValidateStorageClassUpdate(), which
 * both let mountOptions change; Kubernetes, "Storage Classes": volumes take the class's options when they are made.
 */
const kinds: readonly Kind[] = [
  {
    apiVersion: "v1",
    kind: "PersistentVolume",
    names: "persistentVolumes",
    spec: true,
    effect:
      "A volume that is mounted keeps its options until no pod of the node uses it any more, and the next one mounts it anew: restart the pods of each node together, or drain it. The volume need not be made anew.",
  },
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    names: "storageClasses",
    spec: false,
    effect:
      "It counts for volumes that are made from now on: those that are there have the options of their own time, and are named under persistentVolumes of the spec.",
  },
];

/**
 * Patches of volumes and storage classes, each in a folder of its own with the component of Kustomize that applies it:
 * only folders can be taken from outside of a kustomization's own, and each application has its own volumes.
 */
export const mounts = defineTarget({
  name: "mounts",
  summary: "Mount options of PersistentVolumes and StorageClasses",
  outputs: {
    path: {
      path: "mounts",
      per: "spec",
      description: "A folder of Kustomize components, one for each object",
    },
  },
  options: {},
  handles: { mountOption: true },
  writesFor: () => false,
  templates: { ...templates, kustomization },
  emit: (emission) => {
    const { plan, render } = emission;
    const objects = (plan.mounts ?? []).flatMap((mount) =>
      kinds.flatMap((kind) =>
        mount[kind.names].map(({ name }) => ({ mount, kind, name })),
      ),
    );
    if (objects.length === 0) return [];
    const folders = objects.map((object) => folderOf(object));
    return [
      folderFile(emission, "kustomization.yaml", (path) =>
        render(kustomization, {
          header: fileHeader(
            plan,
            commentLines("The mount options of all volumes"),
            [
              `For a kustomization that builds all of these objects: components: [.../${baseName(posix.dirname(path))}]. One that builds only some of them takes their own folders below this one, since a patch without its object is an error.`,
            ],
          ),
          components: folders.map(yamlName),
          patches: [],
        }),
      ),
      ...objects.flatMap((object) => filesOf(emission, object)),
    ];
  },
});

interface MountedObject {
  readonly mount: Mount;
  readonly kind: Kind;
  readonly name: string;
}

function folderOf({ kind, name }: MountedObject): string {
  return `${kind.kind.toLowerCase()}-${name}`;
}

function filesOf(
  emission: Emission<"path">,
  object: MountedObject,
): readonly TargetFile<"path">[] {
  const { plan, render, mark } = emission;
  const folder = folderOf(object);
  const { kind, name } = object;
  const header = (...wiring: readonly string[]): Comment =>
    fileHeader(
      plan,
      ownerSubject(`Mount ${object.mount.name}`, object.mount),
      wiring,
    );
  return [
    folderFile(emission, posix.join(folder, "kustomization.yaml"), () =>
      render(kustomization, {
        header: header(
          `For the kustomization that builds the ${kind.kind} ${name}: components: [.../${folder}]. Needs Kustomize 4 or kubectl 1.21; Flux and Argo CD work too.`,
        ),
        components: [],
        patches: ["patch.yaml"],
      }),
    ),
    folderFile(emission, posix.join(folder, "patch.yaml"), () =>
      render(
        templates.patch,
        patchView(
          object,
          header(
            "A strategic-merge patch, used by the kustomization.yaml in this folder. It replaces the list of the object: add all other options of the object, such as uid, gid or noserverino, to the spec.",
            kind.effect,
          ),
          mark,
        ),
      ),
    ),
  ];
}

function patchView(
  { mount, kind, name }: MountedObject,
  header: Comment,
  mark: Mark,
): templates.MountPatchView {
  const indent = kind.spec ? "  " : "";
  return {
    header,
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    name: yamlName(name),
    spec: kind.spec,
    indent,
    options: mount.settings.mountOption.map(({ id, text, why, refs }) => ({
      comment: [
        ...commentLines(why ?? "", indent.length + 2),
        ...refs.flatMap(referenceLines),
      ],
      value: mark("mountOption", id) + yamlString(text),
    })),
  };
}
