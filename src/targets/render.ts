import Handlebars from "handlebars/runtime.js";
import { spec as ciliumValues } from "../../templates/cilium/values.hbs";
import { spec as grubDefault } from "../../templates/system/grub-default.hbs";
import { spec as interruptsScript } from "../../templates/interrupts/script.hbs";
import { spec as interruptsService } from "../../templates/interrupts/service.hbs";
import { spec as k3sConfig } from "../../templates/k3s/config.hbs";
import { spec as limitsD } from "../../templates/system/limits.d.hbs";
import { spec as kubeadmKubeProxy } from "../../templates/kubeadm/kube-proxy.hbs";
import { spec as kubeadmKubelet } from "../../templates/kubeadm/kubelet.hbs";
import { spec as modprobe } from "../../templates/sysctl.d/modprobe.d.hbs";
import { spec as modulesLoad } from "../../templates/sysctl.d/modules-load.d.hbs";
import { spec as mountsPatch } from "../../templates/mounts/patch.hbs";
import { spec as nixos } from "../../templates/nixos/module.hbs";
import { spec as podKustomization } from "../../templates/pods/kustomization.hbs";
import { spec as podPatch } from "../../templates/pods/patch.hbs";
import { spec as podValues } from "../../templates/pods/values.hbs";
import { spec as prometheusDashboard } from "../../templates/prometheus/dashboard.hbs";
import { spec as prometheusArgs } from "../../templates/prometheus/node-exporter-args.hbs";
import { spec as prometheusValues } from "../../templates/prometheus/node-exporter-values.hbs";
import { spec as prometheusObject } from "../../templates/prometheus/rule-object.hbs";
import { spec as prometheusRules } from "../../templates/prometheus/rules.hbs";
import { spec as sysctlD } from "../../templates/sysctl.d/sysctl.d.hbs";
import { spec as systemdDropIn } from "../../templates/system/systemd-drop-in.hbs";
import { spec as talosDocuments } from "../../templates/talos/documents.hbs";
import { spec as talosMachine } from "../../templates/talos/machine.hbs";
import { spec as talosProxyDocument } from "../../templates/talos/proxy-document.hbs";
import { spec as talosProxy } from "../../templates/talos/proxy.hbs";
import { spec as talosSchematic } from "../../templates/talos/schematic.hbs";
import { spec as tmpfilesD } from "../../templates/system/tmpfiles.d.hbs";
import type { TemplateName, Views } from "./views.js";

/** A compiled template: what it is given decides its text, and nothing else does. */
export type Render<V> = (view: V) => string;

/** The templates of all kinds of files, by the name of their `.hbs` file. */
export type Templates = { readonly [N in TemplateName]: Render<Views[N]> };

/** The templates that tunegen brings; a user's own may stand in for any of them. */
export const builtinTemplates: Templates = {
  nixos: compiled<"nixos">(nixos),
  "talos-machine": compiled<"talos-machine">(talosMachine),
  "talos-documents": compiled<"talos-documents">(talosDocuments),
  "talos-proxy": compiled<"talos-proxy">(talosProxy),
  "talos-proxy-document": compiled<"talos-proxy-document">(talosProxyDocument),
  "k3s-config": compiled<"k3s-config">(k3sConfig),
  "kubeadm-kubelet": compiled<"kubeadm-kubelet">(kubeadmKubelet),
  "kubeadm-kube-proxy": compiled<"kubeadm-kube-proxy">(kubeadmKubeProxy),
  "pod-patch": compiled<"pod-patch">(podPatch),
  "pod-values": compiled<"pod-values">(podValues),
  "pod-kustomization": compiled<"pod-kustomization">(podKustomization),
  "sysctl.d": compiled<"sysctl.d">(sysctlD),
  "modules-load.d": compiled<"modules-load.d">(modulesLoad),
  "modprobe.d": compiled<"modprobe.d">(modprobe),
  "cilium-values": compiled<"cilium-values">(ciliumValues),
  "mounts-patch": compiled<"mounts-patch">(mountsPatch),
  "interrupts-script": compiled<"interrupts-script">(interruptsScript),
  "interrupts-service": compiled<"interrupts-service">(interruptsService),
  "prometheus-rules": compiled<"prometheus-rules">(prometheusRules),
  "prometheus-rule-object":
    compiled<"prometheus-rule-object">(prometheusObject),
  "prometheus-dashboard": compiled<"prometheus-dashboard">(prometheusDashboard),
  "prometheus-node-exporter-args":
    compiled<"prometheus-node-exporter-args">(prometheusArgs),
  "prometheus-node-exporter-values":
    compiled<"prometheus-node-exporter-values">(prometheusValues),
  "limits.d": compiled<"limits.d">(limitsD),
  "systemd-drop-in": compiled<"systemd-drop-in">(systemdDropIn),
  "tmpfiles.d": compiled<"tmpfiles.d">(tmpfilesD),
  "grub-default": compiled<"grub-default">(grubDefault),
  "talos-schematic": compiled<"talos-schematic">(talosSchematic),
};

function compiled<N extends TemplateName>(
  spec: TemplateSpecification,
): Render<Views[N]> {
  const template = Handlebars.template<Views[N]>(spec);
  return (view) => template(view);
}
