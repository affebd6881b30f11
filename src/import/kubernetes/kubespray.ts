import { releaseIn } from "../yaml/release.js";
import type { ProxyField } from "../../platform/component/proxy-fields.js";
import { textAt, type YamlPair, keyOf } from "../yaml/node.js";
import { takeSysctls } from "../yaml/sysctls.js";
import { nodeAt, type Shape, type Visit } from "../yaml/visit.js";
import { takeKubeletFlag } from "./kubelet.js";
import { clusterProxy, takeProxyField, takeProxyMode } from "./kube-proxy.js";

/**
 * kube-proxy's fields as variables of kubespray.
 * Source: kubernetes-sigs/kubespray 2.29, roles/kubespray_defaults/defaults/main and roles/kubernetes/control-plane/defaults/main/kube-proxy.yml.
 */
const proxyVariables: Readonly<Record<string, ProxyField>> = {
  kube_proxy_conntrack_max_per_core: "maxPerCore",
  kube_proxy_conntrack_min: "min",
  kube_proxy_conntrack_tcp_established_timeout: "tcpEstablishedTimeout",
  kube_proxy_conntrack_tcp_close_wait_timeout: "tcpCloseWaitTimeout",
  kube_proxy_strict_arp: "strictARP",
};

/** The kubelet's flags as variables. Source: as above, roles/kubernetes/node/defaults/main.yml. */
const kubeletVariables: Readonly<Record<string, string>> = {
  kubelet_max_pods: "max-pods",
  kubelet_pod_pids_limit: "pod-max-pids",
  kubelet_protect_kernel_defaults: "protect-kernel-defaults",
};

const others: ReadonlySet<string> = new Set([
  "additional_sysctl",
  "kube_proxy_mode",
  "kube_version",
  "kube_network_plugin",
]);

/** Reads variables of kubespray. */
export const kubespray: Shape = (map, visit) => {
  const known = map.pairs.filter(
    ({ key }) =>
      others.has(key) ||
      Object.hasOwn(proxyVariables, key) ||
      Object.hasOwn(kubeletVariables, key),
  );
  if (known.length === 0) return [];
  visit.findings.seen("kubespray");
  for (const pair of known) take(pair, visit);
  return known;
};

function take(pair: YamlPair, { place, findings }: Visit): void {
  const { key, value } = pair;
  const name = keyOf(pair);
  if (key === "additional_sysctl") {
    findings.section(name, value);
    takeSysctls(value, {
      holder: nodeAt(place),
      findings,
      convertsBooleans: true,
    });
    return;
  }
  const text = textAt(value);
  if (text === undefined) return;
  const whole = { start: pair.keyStart, end: Math.max(pair.keyEnd, value.end) };
  const field = Object.hasOwn(proxyVariables, key)
    ? proxyVariables[key]
    : undefined;
  const flag = Object.hasOwn(kubeletVariables, key)
    ? kubeletVariables[key]
    : undefined;
  if (field !== undefined)
    takeProxyField(field, text, { key: name, whole }, clusterProxy, findings);
  else if (flag !== undefined)
    takeKubeletFlag(flag, text, name, nodeAt(place), findings);
  else if (key === "kube_proxy_mode") takeProxyMode(text, name, findings);
  else if (key === "kube_network_plugin") findings.fact("cni", text, name);
  else findings.fact("kubernetes", releaseIn(text) ?? "", name);
}
