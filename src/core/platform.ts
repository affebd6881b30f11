import type { NodeFacts } from "./facts.js";

/**
 * What the platform of a node can do. Rules, targets and explanations ask for an ability and never for a name, so that
 * another platform is one more record and nothing else.
 */

/** How an operating system takes a node's settings: files below /etc, a NixOS module, or a machine configuration. */
export type SettingsForm = "etc" | "nixos-module" | "machine-config";

/** How a distribution takes the settings of its kubelet and its kube-proxy. */
export type ClusterForm =
  | "k3s-config"
  | "rke2-config"
  | "kubeadm-config"
  | "machine-config"
  | "node-config";

/** A range of ports that something on the node listens on. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** Who listens there, as a comment. */
  readonly what: string;
}

/** A value that an operating system sets on its own, before or at boot. */
export interface OwnValue {
  /** Who sets it: `Talos`, `systemd or the distribution`. */
  readonly by: string;
  /** As the kernel prints it, of the newest release where none is stated; undefined where it is not known. */
  readonly value: string | undefined;
  /** Whether the stated release has this value. */
  readonly sure: boolean;
  /** What the system does: `sets 10 by itself`. */
  readonly does: string;
}

/** What an operating system does with a node's settings. */
export interface OperatingSystem {
  /** As messages name it: `NixOS`. */
  readonly systemLabel: string;
  readonly settingsForm: SettingsForm;
  /** Whether the shape of its configuration depends on its release. */
  readonly formFollowsVersion: boolean;
  /** Whether `*` in a key or a path stands for every interface or device. */
  readonly expandsPatterns: boolean;
  /** Whether it writes settings in the order of the files. */
  readonly keepsOrder: boolean;
  /** Whether it switches forwarding on after it has written the node's own settings. */
  readonly forwardsLast: boolean;
  /** The switch that it writes 0 to unless told otherwise, and the switch's other name. */
  readonly forwardingOff:
    { readonly key: string; readonly alias: string } | undefined;
  /** Whether udev writes an interface's keys again when the interface appears. */
  readonly reappliesByUdev: "always" | "with-systemd" | "never";
  /** Whether it has login sessions, and services with limits of their own. */
  readonly hasLogins: boolean;
  /** Whether it runs scripts at boot, which can count queues and write below /proc/irq. */
  readonly runsScripts: boolean;
  /** What it sets on its own; undefined where it leaves a key to the kernel. */
  readonly ownValue: (
    id: string,
    osVersion: string | undefined,
  ) => OwnValue | undefined;
}

/** What a Kubernetes distribution brings to a node. */
export interface Distribution {
  /** As messages name it: `K3s`. */
  readonly distributionLabel: string;
  readonly hasKubelet: boolean;
  readonly clusterForm: ClusterForm | undefined;
  /** Whether kube-proxy has one configuration for the whole cluster, which tunegen writes. */
  readonly sharesProxyConfig: boolean;
  /** Whether its agent resets connection tracking in kube-proxy's place. */
  readonly resetsConntrack: boolean;
  /** kube-proxy's connection-tracking fields that it sets on its own, by field. */
  readonly ownConntrack: Readonly<Record<string, string>>;
  /** The allow-list that it gives its kubelet, and that a list of the user's would replace. */
  readonly ownAllowances: readonly string[];
  /** Where the kubelet's allow-list is written, for distributions that tunegen has no target for. */
  readonly allowListPlace: ((pattern: string) => string) | undefined;
  /** Where kube-proxy's configuration is, for distributions that tunegen has no target for. */
  readonly proxyPlace: string | undefined;
  /** Whether it gives its kubelet `protectKernelDefaults`. */
  readonly protectsKernelDefaults: boolean;
  /** What its agent writes over the node's sysctls at every start, by key, besides forwarding. */
  readonly resetsAtStart: (facts: NodeFacts) => ReadonlyMap<string, bigint>;
  /** Whether its agent switches forwarding on at every start. */
  readonly agentForwards: boolean;
  /** The ports of its own services, beside those of Kubernetes. */
  readonly ownPorts: readonly PortRange[];
  /** The systemd service that starts containers. */
  readonly runtimeService: string;
}

/** Who resets connection-tracking sysctls at every start. */
export interface ConntrackWriter {
  /** `K3s` or `kube-proxy`. */
  readonly label: string;
  /** Whether it caps the size of the table from Kubernetes 1.36 on. */
  readonly capsTable: boolean;
}

/** What follows from the operating system and the distribution together with the other facts. */
export interface Components {
  /** As messages name the operating system. */
  readonly systemLabel: string;
  /** As messages name the distribution. */
  readonly distributionLabel: string;
  /** Undefined where neither `kubeProxy` nor the distribution is stated. */
  readonly runsKubeProxy: boolean | undefined;
  /** Whether the network plug-in may stand in for a kube-proxy that the facts do not mention. */
  readonly mayReplaceKubeProxy: boolean;
  /** Undefined where the network plug-in is not stated. */
  readonly runsCilium: boolean | undefined;
  /** Undefined where nobody does. */
  readonly conntrackWriter: ConntrackWriter | undefined;
  /** What the kubelet does over other values than it wants; undefined where no kubelet is known of. */
  readonly kubeletTunes: "overwrites" | "refuses" | undefined;
  /** The ports that a connection's own port must not take. */
  readonly ports: readonly PortRange[];
}

type Unknown<Abilities> = {
  readonly [Ability in Exclude<keyof Abilities, keyof Components>]?:
    Abilities[Ability] | undefined;
};

/** The platform of one node. An ability is undefined where the spec does not say which platform it is. */
export type Platform = Unknown<OperatingSystem> &
  Unknown<Distribution> &
  Components;
