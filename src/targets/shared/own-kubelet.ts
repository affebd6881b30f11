import type { Platform } from "../../core/platform.js";

/** Why a file for the kubelet or the container runtime is of no use to a platform; undefined where it is of use. */
export function ownKubelet({
  configuresKubelet,
  systemLabel,
}: Platform): string | undefined {
  return configuresKubelet === true
    ? `${systemLabel} configures the kubelet and the container runtime in its own settings`
    : undefined;
}
