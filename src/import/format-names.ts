/** The names that `--from` takes. */
export const formatNames = [
  "sysctl.d",
  "sysctl-a",
  "system",
  "tuned",
  "nixos",
  "talos",
  "k3s",
  "kubelet",
  "kube-proxy",
  "kubespray",
  "cilium",
  "pods",
  "ansible",
  "salt",
  "cloud-init",
  "yaml",
] as const;

export type FormatName = (typeof formatNames)[number];
