/** Names of files and folders that say nothing about the node. */
const general: ReadonlySet<string> = new Set([
  "all",
  "boot",
  "conf",
  "config",
  "configuration",
  "custom",
  "default",
  "defaults",
  "etc",
  "files",
  "flake",
  "grub",
  "hardware-configuration",
  "host",
  "hosts",
  "group-vars",
  "host-vars",
  "k3s",
  "k8s",
  "kernel",
  "kubernetes",
  "kube-proxy",
  "kube-proxy-config",
  "kubeadm",
  "kubeadm-config",
  "kubelet",
  "kubelet-config",
  "limits",
  "local",
  "machine",
  "machine-config",
  "machine-sysctls",
  "machines",
  "main",
  "manifests",
  "modprobe",
  "module",
  "modules",
  "modules-load",
  "network",
  "nixos",
  "node",
  "nodes",
  "patch",
  "patches",
  "rancher",
  "role",
  "roles",
  "rke2",
  "security",
  "src",
  "sysctl",
  "sysctls",
  "system",
  "talos",
  "talconfig",
  "tasks",
  "templates",
  "tuning",
  "tuned",
  "values",
  "vars",
]);

/** Folders whose files apply to one node together: the last one wins. */
const dropIns = /(?:^|[-.])d$|^(?:tasks|vars|defaults|templates|files)$/u;

/**
 * Derives the name of a role from the path of a file: that of the file, or of the nearest folder that says more than
 * `sysctl` or `hosts`. Files of a drop-in folder, such as sysctl.d, get the name of the same folder above it.
 * @returns a name that a spec takes; `node` if no part of the path says anything
 */
export function nodeName(path: string): string {
  const parts = path
    .split(/[\\/]/u)
    .filter((part) => part !== "" && part !== "." && part !== "..");
  const file = parts.pop() ?? "";
  const folder = parts.at(-1) ?? "";
  const names = [
    ...(dropIns.test(folder) ? [] : [withoutEnding(file)]),
    ...parts.reverse().map((part) => part.replace(/[-.]d$/u, "")),
  ].map(slug);
  return names.find((name) => name !== "" && !general.has(name)) ?? "node";
}

/** Makes a name that a spec takes: lower-case letters, digits and single dashes. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");
}

/** `10-web.conf.j2` is `web`: priorities and endings say nothing. */
function withoutEnding(file: string): string {
  return file
    .replace(
      /(?:\.(?:conf|nix|ya?ml|json|j2|tpl|tftpl|tmpl|gotmpl|sh|txt|erb|sops|patch))+$/iu,
      "",
    )
    .replace(/^\d+[-_]/u, "")
    .replace(/(?:^|[-_.])sysctls?$/iu, "");
}
