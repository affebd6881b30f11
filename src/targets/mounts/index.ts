import { posix } from "node:path";
import type { Owner } from "../../core/written.js";
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
const kinds: readonly Kind[] = [
  {
    apiVersion: "v1",
    kind: "PersistentVolume",
    names: "persistentVolumes",
    spec: true,
    effect:
      "A mounted volume keeps its options until no pod on the node uses it: restart all of its pods on a node together, or drain the node. You need not recreate the volume.",
  },
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    names: "storageClasses",
    spec: false,
    effect:
      "It applies only to volumes created from now on. List existing volumes under persistentVolumes in the spec.",
  },
];

/**
 * Emits patches of volumes and storage classes, each in its own folder with the Kustomize component that applies it: from
 * outside its own folder a kustomization can include only folders, and each application has its own volumes.
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
            commentLines("Mount options of all volumes"),
            [
              `For a kustomization that builds all of these objects: components: [.../${baseName(posix.dirname(path))}]. If yours builds only some of them, list their folders instead: a patch without its object is an error.`,
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
  const owner: Owner = object.mount.owner;
  return [
    folderFile(
      emission,
      posix.join(folder, "kustomization.yaml"),
      () =>
        render(kustomization, {
          header: header(
            `List it in the kustomization that builds the ${kind.kind} ${name}: components: [.../${folder}]. This needs Kustomize 4 or kubectl 1.21; Flux and Argo CD support it, too.`,
          ),
          components: [],
          patches: ["patch.yaml"],
        }),
      owner,
    ),
    folderFile(
      emission,
      posix.join(folder, "patch.yaml"),
      () =>
        render(
          templates.patch,
          patchView(
            object,
            header(
              "A strategic-merge patch, applied by the kustomization.yaml beside it. It replaces the object's whole list: add its other options, such as uid, gid or noserverino, to the spec.",
              kind.effect,
            ),
            mark,
          ),
        ),
      owner,
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
