/**
 * What the kubelet wants of the kernel: it writes these six at start, or, with `protectKernelDefaults`, does not
 * start unless they stand so.
 * Source: kubernetes/kubernetes, pkg/kubelet/cm/container_manager_linux.go, setupKernelTunables.
 */
export const kubeletTunables: Readonly<Record<string, bigint>> = {
  "vm.overcommit_memory": 1n,
  "vm.panic_on_oom": 0n,
  "kernel.panic": 10n,
  "kernel.panic_on_oops": 1n,
  "kernel.keys.root_maxkeys": 1_000_000n,
  "kernel.keys.root_maxbytes": 25_000_000n,
};
