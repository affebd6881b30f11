import { posix } from "node:path";
import type { Owner } from "../../core/written.js";
import { commentLines, referenceLines } from "../../encode/comment.js";
import { yamlName, yamlString } from "../../encode/yaml.js";
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
import {
  apiVersionOf,
  listWords,
  type MountedObject,
  mountedKinds,
  targetOf,
} from "./objects.js";
import * as templates from "./templates.js";

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
      mountedKinds.flatMap((kind) =>
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
          patches: [
            {
              path: "patch.yaml",
              target: object.mount.list !== "replace" && targetOf(object),
            },
          ],
        }),
      owner,
    ),
    folderFile(
      emission,
      posix.join(folder, "patch.yaml"),
      () => {
        const top = header(listWords[object.mount.list], kind.effect);
        return object.mount.list === "replace"
          ? render(templates.patch, patchView(object, top, mark))
          : render(templates.jsonPatch, jsonPatchView(object, top, mark));
      },
      owner,
    ),
  ];
}

function patchView(
  object: MountedObject,
  header: Comment,
  mark: Mark,
): templates.MountPatchView {
  const { kind, name } = object;
  const indent = kind.spec ? "  " : "";
  return {
    header,
    apiVersion: apiVersionOf(kind),
    kind: kind.kind,
    name: yamlName(name),
    spec: kind.spec,
    indent,
    options: optionViews(object, indent.length + 2, mark),
  };
}

function jsonPatchView(
  object: MountedObject,
  header: Comment,
  mark: Mark,
): templates.MountJsonPatchView {
  const isNew = object.mount.list === "new";
  return {
    header,
    path: object.kind.spec ? "/spec/mountOptions" : "/mountOptions",
    isNew,
    options: optionViews(object, isNew ? 4 : 0, mark),
  };
}

function optionViews(
  { mount }: MountedObject,
  indent: number,
  mark: Mark,
): templates.MountPatchView["options"] {
  return mount.settings.mountOption.map(({ id, text, why, refs }) => ({
    comment: [
      ...commentLines(why ?? "", indent),
      ...refs.flatMap(referenceLines),
    ],
    value: mark("mountOption", id) + yamlString(text),
  }));
}
