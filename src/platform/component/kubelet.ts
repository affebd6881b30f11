import type { Writer, Writing } from "../../core/platform.js";
import { otherThan } from "../replacement.js";

/**
 * The values that the kubelet requires, by key. It writes these six keys at start; with `protectKernelDefaults`, it refuses to
 * start if one of them differs.
 */
export const tunables: ReadonlyMap<string, bigint> = new Map([
  ["vm.overcommit_memory", 1n],
  ["vm.panic_on_oom", 0n],
  ["kernel.panic", 10n],
  ["kernel.panic_on_oops", 1n],
  ["kernel.keys.root_maxkeys", 1_000_000n],
  ["kernel.keys.root_maxbytes", 25_000_000n],
]);

/** The kubelet, which sets its six keys, or refuses to start if their values differ. */
export const kubelet: Writer = {
  source:
    "kubernetes/kubernetes 1.28.0 and 1.37.2, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables",
  runsOn: ({ platform }) => platform.hasKubelet,
  keys: new Set(tunables.keys()),
  anywhere: (id) =>
    writing(
      id,
      "sets it at start, or with protectKernelDefaults refuses to start if it differs",
    ),
  on: (id, { platform }) => {
    const wanted = tunables.get(id);
    const found = writing(
      id,
      platform.kubeletTunes === "refuses"
        ? "refuses to start if it differs (protectKernelDefaults)"
        : "sets it at start",
    );
    return found === undefined || wanted === undefined
      ? undefined
      : { ...found, replaces: otherThan(wanted) };
  },
};

function writing(id: string, does: string): Writing | undefined {
  const wanted = tunables.get(id);
  return wanted === undefined
    ? undefined
    : { who: "the kubelet", does: `requires ${wanted}: it ${does}` };
}
