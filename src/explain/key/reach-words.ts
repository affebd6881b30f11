import type { Scope } from "../../catalogue/types.js";
import type { PodLeave, Reach } from "./card.js";

/** Describes where a key can be set, for readers who do not know network namespaces. */
export function reachWords(id: string, { scope, inherited }: Reach): string {
  const words = scopeWords[scope];
  const text = typeof words === "string" ? words : words(id.startsWith("net."));
  if (scope !== "netns" || inherited === undefined) return text;
  return inherited
    ? `${text}; a new pod starts with the node's value`
    : `${text}; a new pod starts with the kernel default, not with the node's value`;
}

const scopeWords: Readonly<
  Record<Scope, string | ((isNetwork: boolean) => string)>
> = {
  node: (isNetwork) =>
    isNetwork
      ? "node only: the key does not exist in a pod's network namespace"
      : "node only: one value for the whole machine, including its pods",
  netns: "each network namespace, and so each pod, has its own value",
  "netns-readonly":
    "node only: a pod sees the node's value and cannot change it",
  "netns-global": "whole node, but writable from a pod",
  ipc: "each IPC namespace, and so each pod, has its own value and does not inherit the node's",
  uts: "each UTS namespace, and so each pod, has its own value",
  pid: "each PID namespace has its own value",
  user: "each user namespace has its own value",
  "read-only": "read-only",
};

/** Describes in a few words where a key can be set. */
export function briefReach({ scope, inherited }: Reach): string {
  const words = briefWords[scope];
  return scope === "netns" && inherited === true
    ? `${words}, from the node's value`
    : words;
}

const briefWords: Readonly<Record<Scope, string>> = {
  node: "node",
  netns: "each pod",
  "netns-readonly": "node, read-only in pods",
  "netns-global": "node, writable from pods",
  ipc: "each pod",
  uts: "each pod",
  pid: "each PID namespace",
  user: "each user namespace",
  "read-only": "read-only",
};

/** Describes whether a pod can set the key in `securityContext.sysctls`. */
export function podWords(pods: PodLeave): string {
  switch (pods.leave) {
    case "safe":
      return pods.since === "always"
        ? "can set it: Kubernetes lists it as a safe sysctl"
        : `can set it: a safe sysctl since Kubernetes ${pods.since}; before, only if the kubelet allows it`;
    case "allow-list":
      return "can set it only if the kubelet allows it (allowedUnsafeSysctls)";
    case "never":
      return pods.because === "kubelet"
        ? "cannot set it: the kubelet does not accept this key"
        : "cannot set it: they have no separate value";
  }
}
