import type { Scope } from "../../catalogue/types.js";
import type { PodLeave, Reach } from "./card.js";

/** Where a key can be set, in words for someone who has not heard of network namespaces before. */
export function reachWords(id: string, { scope, inherited }: Reach): string {
  const words = scopeWords[scope];
  const text = typeof words === "string" ? words : words(id.startsWith("net."));
  if (scope !== "netns" || inherited === undefined) return text;
  return inherited
    ? `${text}; a new pod begins with the node's value`
    : `${text}; a new pod begins with the kernel's default, not with the node's value`;
}

const scopeWords: Readonly<
  Record<Scope, string | ((isNetwork: boolean) => string)>
> = {
  node: (isNetwork) =>
    isNetwork
      ? "the node only: the key does not exist in a pod's network namespace"
      : "the node only: one value for the whole machine, its pods included",
  netns: "each network namespace, and so each pod, has its own value",
  "netns-readonly":
    "the node only: a pod sees the node's value and cannot change it",
  "netns-global": "the whole node, though it can be written from within a pod",
  ipc: "each IPC namespace, and so each pod, has its own value; the node's does not reach it",
  uts: "each UTS namespace, and so each pod, has its own value",
  pid: "each PID namespace has its own value",
  user: "each user namespace has its own value",
  "read-only": "nowhere: it can be read, and not set",
};

/** Whether a pod may set it by its own `securityContext.sysctls`. */
export function podWords(pods: PodLeave): string {
  switch (pods.leave) {
    case "safe":
      return pods.since === "always"
        ? "may set it: it is on Kubernetes' list of safe sysctls"
        : `may set it from Kubernetes ${pods.since} on; before, only where the kubelet allows it`;
    case "allow-list":
      return "may set it only where the kubelet allows it (allowedUnsafeSysctls)";
    case "never":
      return pods.because === "kubelet"
        ? "cannot set it: the kubelet takes no such key"
        : "cannot set it: they have no value of their own";
  }
}
