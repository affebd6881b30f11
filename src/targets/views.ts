import type {
  KubeletView,
  KubeProxyView,
  PodKustomizationView,
  PodPatchView,
  PodValuesView,
} from "./views-kubernetes.js";

/**
 * What the templates are given, by template. All values are encoded already, and every field is always there, since
 * templates are strict: what may be missing is `false`.
 */
export interface Views {
  readonly nixos: NixosView;
  readonly "talos-machine": TalosMachineView;
  readonly "talos-documents": TalosDocumentsView;
  readonly "talos-proxy": TalosProxyView;
  readonly "talos-proxy-document": TalosProxyView;
  readonly "k3s-config": K3sConfigView;
  readonly "kubeadm-kubelet": KubeletView;
  readonly "kubeadm-kube-proxy": KubeProxyView;
  readonly "pod-patch": PodPatchView;
  readonly "pod-values": PodValuesView;
  readonly "pod-kustomization": PodKustomizationView;
  readonly "sysctl.d": SysctlDView;
  readonly "modules-load.d": ModulesLoadView;
  readonly "modprobe.d": ModprobeView;
  readonly "cilium-values": CiliumView;
  readonly "mounts-patch": MountPatchView;
  readonly "interrupts-script": InterruptsScriptView;
  readonly "interrupts-service": InterruptsServiceView;
  readonly "prometheus-rules": PrometheusRulesView;
  readonly "prometheus-rule-object": PrometheusObjectView;
  readonly "prometheus-dashboard": PrometheusDashboardView;
  readonly "prometheus-node-exporter-args": NodeExporterArgsView;
  readonly "prometheus-node-exporter-values": NodeExporterValuesView;
  readonly "limits.d": LinesView;
  readonly "systemd-drop-in": LinesView;
  readonly "tmpfiles.d": LinesView;
  readonly "grub-default": LinesView;
  readonly "talos-schematic": TalosSchematicView;
}

export type TemplateName = keyof Views;

/** Comment lines with their `#`, without indent. */
export type Comment = readonly string[];

/** The settings of one owner. */
export interface GroupView<S = SettingView> {
  readonly heading: Comment;
  readonly entries: readonly EntryView<S>[];
}

/** One setting; only its comment where nothing is written. */
export interface EntryView<S = SettingView> {
  /** Whether a blank line keeps it apart: what came before was only a comment. */
  readonly gap: boolean;
  readonly comment: Comment;
  readonly setting: false | S;
}

export interface SettingView {
  readonly key: string;
  readonly value: string;
}

/** An element of a list. */
export interface ItemView {
  readonly comment: Comment;
  readonly value: string;
}

export interface NixosView {
  readonly header: Comment;
  /** What the module takes: `{ lib, ... }`. */
  readonly parameters: string;
  /** K3s' configuration as a Nix text, and how a change of it reaches K3s. */
  readonly k3sConfig: false | string;
  readonly disabledModules:
    false | { readonly comment: Comment; readonly path: string };
  readonly kernelModules: NixosList;
  readonly system: NixosSystemView;
  /** modprobe.d lines as a Nix text. */
  readonly modprobeConfig: false | string;
  readonly k3sFlags: NixosList;
  readonly interrupts: false | NixosInterruptsView;
  readonly groups: readonly GroupView<NixosSetting>[];
}

/** The service that runs the script of interrupts, itself a Nix text. */
export interface NixosInterruptsView {
  readonly comment: Comment;
  readonly script: string;
}

/** `broken` where the value needs a line of its own. */
export interface NixosSetting extends SettingView {
  readonly broken: boolean;
}

/** Limits, sysfs and kernel arguments. */
export interface NixosSystemView {
  readonly kernelParams: NixosList;
  /** Lines of tmpfiles.d as Nix strings. */
  readonly tmpfiles: NixosList;
  readonly loginLimits: readonly {
    readonly comment: Comment;
    readonly domain: string;
    readonly type: string;
    readonly item: string;
    readonly value: string;
  }[];
  readonly services: readonly NixosSetting[];
}

/** A list of Nix; `inline` is the short form of one that needs only one line. */
export interface NixosList {
  readonly inline: false | string;
  readonly items: readonly ItemView[];
}

export interface TalosMachineView {
  readonly header: Comment;
  readonly groups: readonly GroupView[];
  /** Whether any group has a setting, and not only comments. */
  readonly anySysctl: boolean;
  readonly modules: readonly TalosModuleView[];
  readonly allowedSysctls: readonly ItemView[];
  readonly sysfs: readonly TalosSysfsView[];
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
  readonly kubelet:
    | false
    | { readonly first: boolean; readonly allowedSysctls: readonly ItemView[] };
  readonly sysfs:
    | false
    | { readonly first: boolean; readonly params: readonly TalosSysfsView[] };
  readonly udev:
    false | { readonly first: boolean; readonly rules: readonly ItemView[] };
}

export interface TalosSysfsView extends SettingView {
  readonly comment: Comment;
}

/** A schematic of the Image Factory. */
export interface TalosSchematicView {
  readonly header: Comment;
  readonly arguments: readonly ItemView[];
}

export interface TalosProxyView {
  readonly header: Comment;
  readonly settings: readonly {
    readonly comment: Comment;
    readonly key: string;
    readonly value: string;
  }[];
}

export interface K3sConfigView {
  /** Empty where the text is embedded in another file. */
  readonly header: Comment;
  readonly kubelet: readonly ItemView[];
  readonly kubeProxy: readonly ItemView[];
  readonly empty: boolean;
}

export interface SysctlDView {
  readonly header: Comment;
  readonly groups: readonly GroupView[];
}

/** A file of lines, each setting with its comment. */
export interface LinesView {
  readonly header: Comment;
  readonly entries: readonly {
    readonly comment: Comment;
    readonly lines: readonly string[];
  }[];
}

export interface ModulesLoadView {
  readonly header: Comment;
  readonly modules: readonly ItemView[];
}

export interface ModprobeView {
  readonly header: Comment;
  readonly options: readonly ItemView[];
}

export interface CiliumView {
  readonly header: Comment;
  /** The nested values, line by line, since a template without partials cannot recurse. */
  readonly lines: readonly {
    readonly indent: string;
    readonly comment: Comment;
    readonly text: string;
  }[];
}

export interface PrometheusRulesView {
  readonly header: Comment;
  readonly groups: readonly {
    readonly name: string;
    readonly alerts: readonly PrometheusAlertView[];
  }[];
}

export interface PrometheusAlertView {
  readonly name: string;
  /** Lines of a literal block. */
  readonly expr: readonly string[];
  readonly for: string;
  readonly labels: readonly SettingView[];
  readonly summary: string;
  readonly description: string;
}

export interface PrometheusObjectView extends PrometheusRulesView {
  readonly namespace: false | string;
  readonly labels: readonly SettingView[];
}

export interface PrometheusDashboardView {
  /** The whole file; JSON has no comments. */
  readonly json: string;
}

export interface NodeExporterArgsView {
  readonly header: Comment;
  readonly unwatched: Comment;
  readonly args: readonly string[];
}

export interface NodeExporterValuesView {
  readonly header: Comment;
  readonly args: readonly string[];
}

export interface InterruptsScriptView {
  /** Empty where the script is embedded in another file. */
  readonly header: Comment;
  readonly settings: readonly {
    readonly comment: Comment;
    readonly name: string;
    readonly value: string;
  }[];
  /** Words of a shell. */
  readonly interfaces: string;
  /** Which parts are needed. */
  readonly affinity: boolean;
  readonly spread: boolean;
  readonly rps: boolean;
  readonly rfs: boolean;
  readonly queues: boolean;
  readonly cpus: boolean;
  readonly proc: boolean;
  readonly any: boolean;
}

export interface InterruptsServiceView {
  readonly header: Comment;
  readonly path: string;
}

/** A patch of an object's mount options. */
export interface MountPatchView {
  readonly header: Comment;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Whether the list stands below `spec`, and how far it is indented then. */
  readonly spec: boolean;
  readonly indent: string;
  readonly options: readonly ItemView[];
}
