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

/** Whether the network plug-in is Cilium; undefined if the spec does not state one. */
export function isCilium(cni: string | undefined): boolean | undefined {
  return isPlugin(cni, "cilium");
}
