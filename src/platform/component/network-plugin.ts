import type { WrittenNode } from "../../core/platform.js";

/** Network plug-ins that translate pods' addresses with the kernel's own connection tracking. */
const masquerading: ReadonlySet<string> = new Set([
  "calico",
  "canal",
  "flannel",
  "kube-router",
  "weave",
]);

/** Whether a network plug-in translates addresses; undefined if the spec does not state one. */
export function masquerades(cni: string | undefined): boolean | undefined {
  return cni === undefined ? undefined : masquerading.has(cni.toLowerCase());
}

/** Whether the network plug-in is one of those named, in small letters; undefined if the spec does not state one. */
export function isPlugin(
  cni: string | undefined,
  ...names: readonly string[]
): boolean | undefined {
  return cni === undefined ? undefined : names.includes(cni.toLowerCase());
}

/**
 * Whether a node runs one of the network plug-ins named, in small letters. A node without Kubernetes runs none unless the
 * spec states one; undefined on others of which it states none.
 */
export function runsPlugin(
  { cni, hasKubelet }: PluginFacts,
  ...names: readonly string[]
): boolean | undefined {
  return cni === undefined && hasKubelet === false
    ? false
    : isPlugin(cni, ...names);
}

interface PluginFacts {
  readonly cni: string | undefined;
  /** Undefined where the distribution is not stated. */
  readonly hasKubelet: boolean | undefined;
}

/** Makes what tells whether a writer runs: with one of the network plug-ins named. */
export function withPlugin(...names: readonly string[]) {
  return ({
    facts: { cni },
    platform: { hasKubelet },
  }: WrittenNode): boolean | undefined =>
    runsPlugin({ cni, hasKubelet }, ...names);
}
