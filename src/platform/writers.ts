import type { Writer, Writing, WrittenNode } from "../core/platform.js";
import { bandwidthManager } from "./component/bandwidth-manager.js";
import { calicoFelix } from "./component/calico-felix.js";
import { ciliumAgent } from "./component/cilium-agent.js";
import { kubelet } from "./component/kubelet.js";
import { kubeProxy } from "./component/kube-proxy.js";
import {
  kubeProxyIptables,
  kubeProxyIpvs,
} from "./component/kube-proxy-modes.js";
import {
  networkManager,
  systemdNetworkd,
} from "./component/network-daemons.js";
import {
  calicoInterfaces,
  ciliumInterfaces,
  flannelInterfaces,
} from "./component/network-plugin-interfaces.js";
import { distributions } from "./distribution/registry.js";
import { bootOf } from "./boot-writes.js";
import { bootWritings } from "./own/words.js";

/** The programs that set keys of network interfaces when they make or configure one. */
export const interfaceWriters: readonly Writer[] = [
  systemdNetworkd,
  networkManager,
  ciliumInterfaces,
  calicoInterfaces,
  flannelInterfaces,
];

/** The programs that write sysctls after the files of a spec have been applied. */
export const writers: readonly Writer[] = [
  kubeProxy,
  kubeProxyIpvs,
  kubeProxyIptables,
  ...Object.values(distributions).flatMap(({ agent }) => agent ?? []),
  kubelet,
  bandwidthManager,
  ciliumAgent,
  calicoFelix,
  ...interfaceWriters,
];

const daemons: ReadonlySet<Writer> = new Set([systemdNetworkd, networkManager]);
const proxies: ReadonlySet<Writer> = new Set([
  kubeProxy,
  kubeProxyIpvs,
  kubeProxyIptables,
]);
const plugins: ReadonlySet<Writer> = new Set([
  bandwidthManager,
  ciliumAgent,
  calicoFelix,
  ...interfaceWriters.filter((writer) => !daemons.has(writer)),
]);

/** The same programs in the order in which a node starts them: the kubelet starts kube-proxy and the network plug-in. */
export const writersInOrder = [
  ...[...daemons].map((writer) => ({ stage: "interfaces" as const, writer })),
  ...writers
    .filter(
      (writer) =>
        !daemons.has(writer) && !proxies.has(writer) && !plugins.has(writer),
    )
    .map((writer) => ({ stage: "kubernetes" as const, writer })),
  ...[...proxies].map((writer) => ({ stage: "kube-proxy" as const, writer })),
  ...[...plugins].map((writer) => ({ stage: "network" as const, writer })),
];

/** What any system sets at boot. */
const anywhere = bootOf({}).writes;

/** Lists the programs that set a key on any node: operating systems at boot, and those that override it later. */
export function writersOf(id: string): readonly Writing[] {
  return [
    ...writers.flatMap((writer) => writer.anywhere(id) ?? []),
    ...bootWritings(anywhere(id)),
  ].map(writing);
}

/** Lists the programs that set a key on this node. */
export function writersOn(id: string, node: WrittenNode): readonly Writing[] {
  return [
    ...writers
      .filter((writer) => writer.runsOn(node) === true)
      .flatMap((writer) => writer.on(id, node) ?? []),
    ...bootWritings(node.platform.bootWrites(id)),
  ].map(writing);
}

/** Whether a program may write the key on the node after the files of the spec have been applied. */
export function mayBeWritten(id: string, node: WrittenNode): boolean {
  return writers.some(({ keys, runsOn, on }) => {
    const runs = keys.has(id) ? runsOn(node) : false;
    return runs === true ? on(id, node) !== undefined : runs === undefined;
  });
}

/** Whether a program certainly replaces a value on the node: any that writes sysctls, or one of those given. */
export function isReset(
  id: string,
  value: string,
  node: WrittenNode,
  programs: readonly Writer[] = writers,
): boolean {
  return programs.some(({ keys, runsOn, on }) => {
    if (!keys.has(id) || runsOn(node) !== true) return false;
    const write = on(id, node);
    return write?.where === undefined && write?.replaces(value) !== undefined;
  });
}

/** Whether every program that may write the key on the node leaves this value, or sets the same. */
export function isLeft(id: string, value: string, node: WrittenNode): boolean {
  return writers.every(({ keys, runsOn, on }) => {
    const runs = keys.has(id) ? runsOn(node) : false;
    if (runs === false) return true;
    const write = on(id, node);
    return write === undefined
      ? runs === true
      : write.replaces(value) === undefined;
  });
}

function writing({ who, does }: Writing): Writing {
  return { who, does };
}
