import type { NodeFacts } from "./facts.js";
import type { SysctlKey } from "./key.js";
import type { Lifetime } from "./lifetime.js";
import type { BuildChoice } from "./kernel-build.js";
import type { OwnDefinition } from "./own-definition.js";
import type { BootArguments } from "./boot-arguments.js";
import type { BootWrite, OwnValues } from "./own-values.js";

/**
 * What the platform of a node can do. Rules, targets and explanations ask for an ability and never for a name, so that
 * another platform is one more record and nothing else.
 */

/**
 * How an operating system takes a node's settings: files below /etc, a NixOS module, a machine configuration, or the
 * settings of an API that are part of the user data.
 */
export type SettingsForm =
  "etc" | "nixos-module" | "machine-config" | "user-data";

/** Why an operating system cannot set a sysctl. */
export interface SysctlRefusal {
  /** Whether it cannot set the key at all, or only not to that value. */
  readonly what: "key" | "value";
  /** As a clause. */
  readonly why: string;
}

/** How a distribution takes the settings of its kubelet and its kube-proxy. */
export type ClusterForm =
  | "k3s-config"
  | "rke2-config"
  | "kubeadm-config"
  | "machine-config"
  | "node-config"
  | "inventory"
  | "shoot"
  | "node-pool";

/** A range of ports that something on the node listens on. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** The program that listens there; a program may have several ranges. */
  readonly what: string;
}

/** What configures the network interfaces of a node; a system of its `own` kind writes no sysctl for that. */
export type NetworkDaemon = "systemd-networkd" | "NetworkManager" | "own";

/** What an operating system does with a node's settings. */
/** Whose virtual machines nodes are; `none` for machines that are in no cloud. */
export type Cloud = "aws" | "azure" | "google" | "none";

export interface OperatingSystem {
  /** As messages name it: `NixOS`. */
  readonly systemLabel: string;
  readonly settingsForm: SettingsForm;
  /** Whether the shape of its configuration depends on its release. */
  readonly formFollowsVersion: boolean;
  /** Whether `*` in a key or a path stands for every interface or device. */
  readonly expandsPatterns: boolean;
  /** The fact that tells the kernel of its nodes, how to ask for it, and an example. */
  readonly releaseFact: {
    readonly name: "kernel" | "osVersion";
    readonly question: string;
    readonly example: string;
  };
  /** What it does with a pattern that it does not expand, as a clause. */
  readonly unexpanded?: string;
  /** Why its configuration cannot express a sysctl; undefined where it can. */
  readonly refusesSysctl?: (
    key: SysctlKey,
    value: string,
  ) => SysctlRefusal | undefined;
  /** Whether it writes settings in the order of the files. */
  readonly keepsOrder: boolean;
  /** Whether it reads a key before it sets it, so that a key that cannot be read is never set. */
  readonly readsFirst: boolean;
  /** Whether it writes an empty value as an empty line; a write of no bytes leaves the old value. */
  readonly writesEmptyValues: boolean;
  /** Whether it tries a setting that failed again, until the key exists and accepts the value. */
  readonly retries: boolean;
  /** Whether it switches forwarding on after it has written the node's own settings. */
  readonly forwardsLast: boolean;
  /** The key by which a spec switches IPv4 forwarding on, and its other name; undefined where the system does so itself. */
  readonly forwarding:
    { readonly key: string; readonly alias: string } | undefined;
  /** Whether udev writes an interface's keys again when the interface appears. */
  readonly reappliesByUdev: "always" | "with-systemd" | "never";
  /** Whether it configures its network interfaces on its own, by none of the usual daemons. */
  readonly configuresNetwork: boolean;
  /** Whether it has login sessions, and services with limits of their own. */
  readonly hasLogins: boolean;
  /** The releases that set limits of containers, where limits have no other place; undefined where services have limits. */
  readonly containerLimits: Lifetime | undefined;
  /** Whether its own settings configure the kubelet and the container runtime, whatever the distribution. */
  readonly configuresKubelet: boolean;
  /** Whether it runs scripts at boot, which can count queues and write below /proc/irq. */
  readonly runsScripts: boolean;
  /** The sysctls that its own modules define with a priority, by key. */
  readonly definitions?: Readonly<Record<string, OwnDefinition>>;
  /** Whether it is one of several distributions, which the fact `distro` names. */
  readonly hasDistros: boolean;
  /** The kernel of each release, the oldest first: `["1.13", "6.18"]`. Undefined where a release has no kernel of its own. */
  readonly kernels: readonly (readonly [string, string])[] | undefined;
  /** The newest release that tunegen has facts of; newer ones are taken for that one. */
  readonly newest: string | undefined;
  /** Its name in the table of kernel builds, see `catalogue/builds/`; undefined where its distributions have kernels. */
  readonly buildPlatform: string | undefined;
  /** The oldest release that a node without a stated one may have. */
  readonly oldest: string | undefined;
  /** What it sets on its own at boot. */
  readonly ownValues: readonly OwnValues[];
}

/** What a Kubernetes distribution brings to a node. */
export interface Distribution {
  /** As messages name it: `K3s`. */
  readonly distributionLabel: string;
  readonly hasKubelet: boolean;
  readonly clusterForm: ClusterForm | undefined;
  /** Whether kube-proxy has one configuration for the whole cluster, which tunegen writes. */
  readonly sharesProxyConfig: boolean;
  /** How its kube-proxy gets its fields: from flags, of which an unknown one ends it, or from a file. */
  readonly proxyForm: "flags" | "file" | undefined;
  /** Whether its agent resets connection tracking in kube-proxy's place. */
  readonly resetsConntrack: boolean;
  /** kube-proxy's connection-tracking fields that it sets on its own, by field. */
  readonly ownConntrack: Readonly<Record<string, string>>;
  /** The allow-list that it gives its kubelet, and that a list of the user's would replace. */
  readonly ownAllowances: readonly string[];
  /** Where the kubelet's allow-list is written, for distributions that tunegen has no target for. */
  readonly allowListPlace: ((pattern: string) => string) | undefined;
  /** Where kube-proxy's configuration is, for distributions that tunegen has no target for. */
  readonly proxyPlace?: string;
  /** Set where its users have no way to configure connection tracking of kube-proxy. */
  readonly fixesProxy?: true;
  /** Whether it gives its kubelet `protectKernelDefaults`, unless the facts state otherwise. */
  readonly protectsKernelDefaults: boolean;
  /** Its agent, where that writes sysctls of the node at every start. */
  readonly agent: Writer | undefined;
  /** What fails on a node without IPv4 forwarding, as a clause; undefined where its agent or its image switches it on. */
  readonly withoutForwarding?: string;
  /** The ports of its own services, beside those of Kubernetes. */
  readonly ownPorts: readonly PortRange[];
  /** The sysctls that the NixOS module of the distribution defines, by key. */
  readonly moduleDefinitions?: Readonly<Record<string, OwnDefinition>>;
  /** The systemd service that starts containers. */
  readonly runtimeService: string;
  /** Whose virtual machines its nodes are; undefined where they may be anybody's. */
  readonly cloud?: Cloud;
  /** What it sets on its nodes at boot, whatever distribution of Linux they are made of. */
  readonly nodeValues?: readonly OwnValues[];
  /** What the images of its nodes set at boot, by the name of the distribution of Linux that they are made of. */
  readonly images?: Readonly<Record<string, readonly OwnValues[]>>;
}

/** Who resets connection-tracking sysctls at every start. */
export interface ConntrackWriter {
  /** `K3s` or `kube-proxy`. */
  readonly label: string;
  /** Whether it caps the size of the table from Kubernetes 1.36 on. */
  readonly capsTable: boolean;
}

/** A file in sysctl.d that somebody else installs. Files are applied in the order of their names, the last one wins. */
export interface SysctlFile {
  /** `99-sysctl.conf` */
  readonly name: string;
  /** Who installs it, as messages name them. */
  readonly by: string;
  /** Whether the spec names the system that has it. A file that must keep the last word is never named. */
  readonly named: boolean;
}

/** What follows from the operating system and the distribution together with the other facts. */
export interface Components {
  /** As messages name the operating system. */
  readonly systemLabel: string;
  /** As messages name the distribution. */
  readonly distributionLabel: string;
  /** Its kernel, or whose kernel it is; undefined where the facts do not say. */
  readonly builds: BuildChoice | undefined;
  /** Lists who sets a key at boot, in the order in which it is applied. */
  readonly bootWrites: (id: string) => readonly BootWrite[];
  /** What configures its network interfaces, as far as that is known of the system. */
  readonly networkDaemon: NetworkDaemon | undefined;
  /** How it gets arguments of the kernel, in files of its own: one form for each boot loader that it may have. */
  readonly bootArguments: readonly BootArguments[];
  /** `Debian 13`; undefined where the facts do not name a distribution of Linux. */
  readonly distroLabel: string | undefined;
  /** Lists the files of the node in sysctl.d that may be applied after one of the user's. */
  readonly sysctlFiles: () => readonly SysctlFile[];
  /** Undefined where neither `kubeProxy` nor the distribution is stated. */
  readonly runsKubeProxy: boolean | undefined;
  /** Whether the network plug-in may stand in for a kube-proxy that the facts do not mention. */
  readonly mayReplaceKubeProxy: boolean;
  /** Undefined where neither the network plug-in is stated, nor that the node runs no Kubernetes. */
  readonly runsCilium: boolean | undefined;
  /** Whether kube-proxy or the network plug-in is known to translate addresses with connection tracking. */
  readonly translatesAddresses: boolean;
  /** Undefined where nobody does. */
  readonly conntrackWriter: ConntrackWriter | undefined;
  /** What the kubelet does over other values than it wants; undefined where no kubelet is known of. */
  readonly kubeletTunes: "overwrites" | "refuses" | undefined;
  /** The ports that a connection's own port must not take. */
  readonly ports: readonly PortRange[];
}

type Unknown<Abilities> = {
  readonly [
    Ability in Exclude<
      keyof Abilities,
      keyof Components | "ownValues" | "oldest" | "images" | "nodeValues"
    >
  ]?: Abilities[Ability] | undefined;
};

/** The platform of one node. An ability is undefined where the spec does not say which platform it is. */
export type Platform = Unknown<OperatingSystem> &
  Unknown<Distribution> &
  Components;

/** What those who write sysctls look at on a node. */
export interface WrittenNode {
  readonly facts: NodeFacts;
  readonly platform: Platform;
  /** What kube-proxy is told, by the user or to keep a sysctl of the node's: `because` names such sysctls. */
  readonly proxySettings: readonly {
    readonly id: string;
    /** As the flag takes it. */
    readonly value: string;
    readonly because: readonly string[];
  }[];
  /** Cilium's bandwidth manager, where the spec switches it on. */
  readonly bandwidthManager: { readonly bbr: boolean } | undefined;
}

/** Who sets a key, and what they do: `kube-proxy`, `sets 131072 at every start`. */
export interface Writing {
  readonly who: string;
  readonly does: string;
}

/** What a key has in place of a value once a writer ran. */
export interface Replacement {
  /** As the kernel prints it. */
  readonly value: string;
  /** Where `value` is only the least that it may be: what it depends on, such as "32,768 per CPU core". */
  readonly orMore?: string;
}

/** What a writer does to a key of one node. */
export interface Write extends Writing {
  /** What the key has in place of a value; undefined where the value stays, or may stay. */
  readonly replaces: (value: string) => Replacement | undefined;
  /** What the key may have instead where `replaces` leaves open whether the value stays, and on what that depends. */
  readonly mayReplace?: (
    value: string,
  ) => (Replacement & { readonly note: string }) | undefined;
  /** What messages put behind the numbers that it sets: `entries`, `s`. */
  readonly unit?: string;
  /** A condition that the facts do not state: "with `ipv6.enabled`". Otherwise it certainly does so. */
  readonly where?: string;
  /** Why it does, as a clause. */
  readonly why?: string;
  /** How to keep it from that, as an instruction. */
  readonly prevent?: string;
}

/** The keys of a writer: a set, or what tells those of interfaces and lists their patterns: `net.ipv6.conf.*.accept_ra`. */
export type WrittenKeys = Pick<ReadonlySet<string>, "has"> & Iterable<string>;

/** Someone who writes sysctls after the files of a spec were applied. */
export interface Writer {
  /** Where what it does was read: the project, the file, and the version or commit. */
  readonly source: string;
  /** Undefined where the facts do not say. */
  readonly runsOn: (node: WrittenNode) => boolean | undefined;
  /** The keys that it sets unless it is told not to. */
  readonly keys: WrittenKeys;
  /** The interfaces whose keys it sets, as messages name them; undefined for a writer of the node's own keys. */
  readonly interfaces?: string;
  /** What it does to a key where nothing is known of the node; undefined where it never sets the key. */
  readonly anywhere: (id: string) => Writing | undefined;
  /** What it does to a key on a node where it runs; undefined where it does nothing. */
  readonly on: (id: string, node: WrittenNode) => Write | undefined;
}
