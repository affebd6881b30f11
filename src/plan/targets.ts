import type { Spec } from "../language/model.js";
import type { TargetOptions } from "./types.js";

/** Where the targets write unless the spec says otherwise, below `out`. */
const defaults = {
  nixos: "nixos/{kind}-{name}.nix",
  talos: "talos/{kind}-{name}/machine-sysctls.yaml",
  talosProxy: "talos/cluster-proxy.yaml",
  talosSchematic: "talos/{kind}-{name}/schematic.yaml",
  k3s: "k3s/{kind}-{name}/config.yaml.d/90-tuning.yaml",
  rke2: "rke2/{kind}-{name}/config.yaml.d/90-tuning.yaml",
  kubeadm: "kubeadm/{kind}-{name}/kubeletconfiguration.yaml",
  kubeadmProxy: "kubeadm/kube-proxy.yaml",
  pods: "pods",
  sysctlD: "sysctl.d/{kind}-{name}/sysctl.d/90-tuning.conf",
  modules: "sysctl.d/{kind}-{name}/modules-load.d/90-tuning.conf",
  cilium: "cilium/values.yaml",
  system: "system/{kind}-{name}",
  interrupts: "interrupts/{kind}-{name}/tunegen-interrupts",
  mounts: "mounts",
  rules: "prometheus/tuning.rules.yaml",
  ruleObject: "prometheus/tuning.prometheusrule.yaml",
  dashboard: "prometheus/grafana-dashboard.json",
  exporterArgs: "prometheus/{kind}-{name}/node-exporter.args",
  exporterValues: "prometheus/{kind}-{name}/node-exporter-values.yaml",
} as const;

/** The options of every target: a path of the spec's own is relative to the spec, a default one to `out`. */
export function targetOptions({ targets, out }: Spec): TargetOptions {
  const { paths, options } = targets;
  const folder = out.template.replace(/\/+$/u, "");
  const at = (written: string, standard: string): string => {
    const path = paths.get(written)?.template;
    if (path !== undefined) return path;
    return folder === "" || folder === "." ? standard : `${folder}/${standard}`;
  };
  return {
    nixos: {
      path: at("nixos.path", defaults.nixos),
      priority: options.nixos?.priority ?? 100,
      k3sFlags: options.nixos?.k3sFlags ?? "file",
    },
    talos: {
      path: at("talos.path", defaults.talos),
      proxyPath: at("talos.proxyPath", defaults.talosProxy),
      schematicPath: at("talos.schematicPath", defaults.talosSchematic),
    },
    k3s: { path: at("k3s.path", defaults.k3s) },
    rke2: { path: at("rke2.path", defaults.rke2) },
    kubeadm: {
      path: at("kubeadm.path", defaults.kubeadm),
      proxyPath: at("kubeadm.proxyPath", defaults.kubeadmProxy),
    },
    pods: { path: at("pods.path", defaults.pods) },
    "sysctl.d": {
      path: at("sysctl.d.path", defaults.sysctlD),
      modulesPath: at("sysctl.d.modulesPath", defaults.modules),
    },
    system: { path: at("system.path", defaults.system) },
    interrupts: { path: at("interrupts.path", defaults.interrupts) },
    mounts: { path: at("mounts.path", defaults.mounts) },
    cilium: {
      path: at("cilium.path", defaults.cilium),
      keys: options.cilium?.keys ?? ["chart"],
    },
    prometheus: {
      path: at("prometheus.path", defaults.rules),
      objectPath: at("prometheus.objectPath", defaults.ruleObject),
      dashboardPath: at("prometheus.dashboardPath", defaults.dashboard),
      argsPath: at("prometheus.argsPath", defaults.exporterArgs),
      valuesPath: at("prometheus.valuesPath", defaults.exporterValues),
    },
  };
}
