import type { Writer, Writing, WrittenNode } from "../core/platform.js";
import { bandwidthManager } from "./component/bandwidth-manager.js";
import { kubelet } from "./component/kubelet.js";
import { kubeProxy } from "./component/kube-proxy.js";
import { distributions } from "./distribution/registry.js";
import { operatingSystems } from "./os/registry.js";

/** The programs that write sysctls after the files of a spec have been applied. */
const writers: readonly Writer[] = [
  kubeProxy,
  ...Object.values(distributions).flatMap(({ agent }) => agent ?? []),
  kubelet,
  bandwidthManager,
];

/** Lists the programs that set a key on any node: operating systems at boot, and those that override it later. */
export function writersOf(id: string): readonly Writing[] {
  return [
    ...writers.flatMap((writer) => writer.anywhere(id) ?? []),
    ...Object.values(operatingSystems).flatMap(
      ({ ownValue }) => ownValue(id, undefined) ?? [],
    ),
  ].map(writing);
}

/** Lists the programs that set a key on this node. */
export function writersOn(id: string, node: WrittenNode): readonly Writing[] {
  const own = node.platform.ownValue?.(id, node.facts.osVersion);
  return [
    ...writers
      .filter((writer) => writer.runsOn(node) === true)
      .flatMap((writer) => writer.on(id, node) ?? []),
    ...(own === undefined ? [] : [own]),
  ].map(writing);
}

/** Whether a program may write the key on the node after the files of the spec have been applied. */
export function mayBeWritten(id: string, node: WrittenNode): boolean {
  return writers.some(
    ({ keys, runsOn }) => keys.has(id) && runsOn(node) !== false,
  );
}

function writing({ who, does }: Writing): Writing {
  return { who, does };
}
