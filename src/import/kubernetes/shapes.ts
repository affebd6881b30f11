import { addAll } from "../../core/add-all.js";
import { releaseIn } from "../yaml/release.js";
import { takeRlimits } from "../yaml/limits.js";
import {
  at,
  itemsOf,
  pairOf,
  pairsOf,
  textAt,
  type YamlPair,
  keyOf,
} from "../yaml/node.js";
import { nodeAt, type Shape, type Visit } from "../yaml/visit.js";
import { takeFlag, type Program } from "./flags.js";
import { takeKubeletConfig, takeKubeletFlag } from "./kubelet.js";
import { clusterProxy, takeProxyConfig } from "./kube-proxy.js";

/** Reads the configuration of K3s and RKE2. Source: k3s-io/k3s, docs of `k3s server` and `k3s agent`. */
export const k3sConfig: Shape = (map, { place, findings }) => {
  const holder = nodeAt(place);
  const taken: YamlPair[] = [];
  for (const pair of map.pairs) {
    const program = programOf(pair.key);
    if (program === undefined) continue;
    findings.seen("k3s");
    findings.section(keyOf(pair), pair.value);
    for (const item of itemsOf(pair.value))
      if (item.kind === "scalar")
        takeFlag(program, item.text, item, holder, findings);
    taken.push(pair);
  }
  const isK3s =
    taken.length > 0 ||
    [
      "disable-kube-proxy",
      "flannel-backend",
      "write-kubeconfig-mode",
      "tls-san",
    ].some((key) => pairOf(map, key) !== undefined);
  if (!isK3s) return taken;
  const protects = pairOf(map, "protect-kernel-defaults");
  if (textAt(protects?.value) !== undefined && protects !== undefined) {
    findings.seen("k3s");
    takeFlag(
      "kubelet",
      `protect-kernel-defaults=${textAt(protects.value) ?? ""}`,
      keyOf(protects),
      holder,
      findings,
    );
  }
  const without = pairOf(map, "disable-kube-proxy");
  if (without !== undefined && textAt(without.value) === "true")
    findings.fact("kubeProxy", "none", keyOf(without));
  const cni = pairOf(map, "cni");
  const [first] = itemsOf(cni?.value)
    .map((item) => textAt(item))
    .filter((name) => name !== undefined && name !== "multus");
  if (cni !== undefined && first !== undefined && first !== "none")
    findings.fact("cni", first, keyOf(cni));
  return taken;
};

function programOf(key: string): Program | undefined {
  const [, program] = /^(kubelet|kube-proxy)-arg\+?$/u.exec(key) ?? [];
  if (program === undefined) return undefined;
  return program === "kubelet" ? "kubelet" : "kube-proxy";
}

/** Reads configuration files of the kubelet, of kube-proxy, of kubeadm and of nodeadm. */
export const componentConfig: Shape = (map, visit) => {
  const { place, findings } = visit;
  const holder = nodeAt(place);
  switch (textAt(map, "kind")) {
    case "KubeletConfiguration":
      findings.seen("kubelet");
      takeKubeletConfig(map, holder, findings);
      return map.pairs;
    case "KubeProxyConfiguration":
      findings.seen("kube-proxy");
      takeProxyConfig(map, clusterProxy, findings);
      return map.pairs;
    case "ClusterConfiguration":
      return takeClusterConfiguration(map, visit);
    case "NodeConfig":
      return takeNodeConfig(map, visit);
    default:
      return [];
  }
};

function takeClusterConfiguration(
  map: Parameters<Shape>[0],
  { findings }: Visit,
): readonly YamlPair[] {
  if (textAt(map, "apiVersion")?.startsWith("kubeadm.k8s.io/") !== true)
    return [];
  findings.seen("kubelet");
  findings.fact("distribution", "kubeadm", map);
  const version = at(map, "kubernetesVersion");
  const release = releaseIn(textAt(version));
  if (version !== undefined && release !== undefined)
    findings.fact("kubernetes", release, version);
  return [];
}

/** Source: awslabs/amazon-eks-ami, nodeadm/api/v1alpha1/nodeconfig_types.go. */
function takeNodeConfig(
  map: Parameters<Shape>[0],
  { place, findings }: Visit,
): readonly YamlPair[] {
  if (textAt(map, "apiVersion")?.startsWith("node.eks.aws/") !== true)
    return [];
  const holder = nodeAt(place);
  findings.seen("kubelet");
  findings.fact("distribution", "eks", map);
  const config = at(map, "spec", "kubelet", "config");
  if (config !== undefined) takeKubeletConfig(config, holder, findings);
  for (const item of itemsOf(at(map, "spec", "kubelet", "flags")))
    if (item.kind === "scalar")
      takeFlag("kubelet", item.text, item, holder, findings);
  const spec = at(map, "spec", "containerd", "baseRuntimeSpec");
  const limits = pairOf(at(spec, "process"), "rlimits");
  if (limits !== undefined) {
    takeRlimits(limits.value, holder, findings);
    const path = ["limits", "services", "containerd"] as const;
    findings.setting({
      holder,
      path,
      value: true,
      key: keyOf(limits),
      whole: keyOf(limits),
    });
  }
  return map.pairs;
}

/** Reads fields and flags of the kubelet wherever another configuration holds them: an allow-list, `kubeletExtraArgs`. */
export const kubeletParts: Shape = (map, { place, findings }) => {
  const holder = nodeAt(place);
  const taken: YamlPair[] = [];
  if (pairOf(map, "allowedUnsafeSysctls") !== undefined) {
    findings.seen("kubelet");
    takeKubeletConfig(map, holder, findings);
    addAll(
      taken,
      map.pairs.filter(({ key }) => key === "allowedUnsafeSysctls"),
    );
  }
  const extra = pairOf(map, "kubeletExtraArgs");
  if (extra === undefined) return taken;
  findings.seen("kubelet");
  findings.section(keyOf(extra), extra.value);
  for (const { key, keyStart: start, keyEnd, value } of pairsOf(extra.value))
    if (value.kind === "scalar")
      takeKubeletFlag(
        key,
        value.text,
        { start, end: Math.max(keyEnd, value.end) },
        holder,
        findings,
      );
  // Since v1beta4 it is a list.
  for (const item of itemsOf(extra.value)) {
    const [name, value] = [textAt(item, "name"), textAt(item, "value")];
    if (name !== undefined && value !== undefined)
      takeKubeletFlag(name, value, item, holder, findings);
  }
  return [...taken, extra];
};
