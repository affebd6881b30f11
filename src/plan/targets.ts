import type { Spec } from "../spec/model.js";
import type { TargetOptions } from "./types.js";

/** Where the targets write unless the spec says otherwise, below `out`. */
const defaults = {
  nixos: "nixos/{kind}-{name}.nix",
  talos: "talos/{kind}-{name}/machine-sysctls.yaml",
  talosProxy: "talos/cluster-proxy.yaml",
  k3s: "k3s/{kind}-{name}/config.yaml.d/90-tuning.yaml",
  sysctlD: "sysctl.d/{kind}-{name}/sysctl.d/90-tuning.conf",
  modules: "sysctl.d/{kind}-{name}/modules-load.d/90-tuning.conf",
  cilium: "cilium/values.yaml",
} as const;

/** The options of every target: a path of the spec's own is relative to the spec, a default one to `out`. */
export function targetOptions({ targets, out }: Spec): TargetOptions {
  const below = (path: string): string => {
    const folder = out.template.replace(/\/+$/u, "");
    return folder === "" || folder === "." ? path : `${folder}/${path}`;
  };
  return {
    nixos: {
      path: targets.nixos.path?.template ?? below(defaults.nixos),
      priority: targets.nixos.priority ?? 100,
      k3sFlags: targets.nixos.k3sFlags ?? "file",
    },
    talos: {
      path: targets.talos.path?.template ?? below(defaults.talos),
      proxyPath:
        targets.talos.proxyPath?.template ?? below(defaults.talosProxy),
    },
    k3s: { path: targets.k3s.path?.template ?? below(defaults.k3s) },
    "sysctl.d": {
      path: targets["sysctl.d"].path?.template ?? below(defaults.sysctlD),
      modulesPath:
        targets["sysctl.d"].modulesPath?.template ?? below(defaults.modules),
    },
    cilium: {
      path: targets.cilium.path?.template ?? below(defaults.cilium),
      keys: targets.cilium.keys ?? ["chart"],
    },
  };
}
