import { spec as machineSpec } from "../../../templates/talos/machine.hbs";
import { spec as documentsSpec } from "../../../templates/talos/documents.hbs";
import { spec as containersSpec } from "../../../templates/talos/containers.hbs";
import { spec as kubeletSpec } from "../../../templates/talos/kubelet.hbs";
import { spec as clusterProxySpec } from "../../../templates/talos/proxy.hbs";
import { spec as proxyDocumentSpec } from "../../../templates/talos/proxy-document.hbs";
import { spec as schematicSpec } from "../../../templates/talos/schematic.hbs";
import type {
  KubeProxyFlagsView,
  KubeProxyView,
} from "../shared/kube-proxy.js";
import type { ContainerLimitView } from "../shared/container-limits.js";
import { template } from "../shared/template.js";
import type {
  Comment,
  CommentedSetting,
  GroupView,
  ItemView,
} from "../shared/views.js";

export interface TalosMachineView {
  readonly header: Comment;
  readonly groups: readonly GroupView[];
  /** Whether any group has a setting, and not only comments. */
  readonly anySysctl: boolean;
  readonly modules: readonly TalosModuleView[];
  readonly allowedSysctls: readonly ItemView[];
  readonly sysfs: readonly CommentedSetting[];
  /** Kernel arguments. */
  readonly install: {
    readonly note: Comment;
    readonly items: readonly ItemView[];
  };
  readonly udevRules: readonly ItemView[];
  /** Whether there is nothing but comments. */
  readonly empty: boolean;
}

export interface TalosModuleView {
  readonly comment: Comment;
  readonly name: string;
  readonly parameters: readonly string[];
}

/** Talos 1.14 and later: a document for each concern. `first` marks the one that no `---` precedes. */
export interface TalosDocumentsView {
  readonly header: Comment;
  readonly groups: readonly GroupView[];
  readonly anySysctl: boolean;
  /** Whether the document of the sysctls is written; it is, empty, where there is no other. */
  readonly sysctlDocument: boolean;
  readonly modules: readonly (TalosModuleView & {
    readonly first: boolean;
  })[];
  readonly sysfs:
    | false
    | { readonly first: boolean; readonly params: readonly CommentedSetting[] };
  readonly udev:
    false | { readonly first: boolean; readonly rules: readonly ItemView[] };
}

/** The kubelet's part of the machine configuration, from Talos 1.14 on in a file of its own. */
export interface TalosKubeletView {
  readonly header: Comment;
  /** Whether it is a document, or a field of the machine. */
  readonly document: boolean;
  readonly allowedSysctls: readonly ItemView[];
}

/** A schematic of the Image Factory. */
export interface TalosSchematicView {
  readonly header: Comment;
  readonly arguments: readonly ItemView[];
}

export const machine = template<TalosMachineView>("talos/machine", machineSpec);

export const documents = template<TalosDocumentsView>(
  "talos/documents",
  documentsSpec,
);

export const kubelet = template<TalosKubeletView>("talos/kubelet", kubeletSpec);

export const clusterProxy = template<KubeProxyFlagsView>(
  "talos/proxy",
  clusterProxySpec,
);

export const proxyDocument = template<KubeProxyView>(
  "talos/proxy-document",
  proxyDocumentSpec,
);

export const schematic = template<TalosSchematicView>(
  "talos/schematic",
  schematicSpec,
);

/** The limits of a node's containers. */
export interface TalosContainersView {
  readonly header: Comment;
  /** Whether it is a document of its own, as from Talos 1.14 on. */
  readonly document: boolean;
  readonly limits: readonly ContainerLimitView[];
}

export const containers = template<TalosContainersView>(
  "talos/containers",
  containersSpec,
);
