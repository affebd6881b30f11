import type { ConntrackSetting, NodePlan, Sysctl } from "../../plan/types.js";
import {
  conntrackFields,
  conntrackIds,
  defaultTableSize,
  defaultTimeouts,
  lowers,
  mayBeDefaultTableSize,
} from "../../platform/kube-proxy.js";
import type { ConntrackField } from "../../platform/kube-proxy.js";
import { digits } from "../../core/amount-text.js";
import { integerOf, settingsById } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** What kube-proxy writes by default. */
const fields = [
  "maxPerCore",
  "tcpEstablishedTimeout",
  "tcpCloseWaitTimeout",
] as const satisfies readonly ConntrackField[];

export const resetByKubeProxy = defineRule({
  name: "reset-by-kube-proxy",
  scope: "node",
  severity: "warning",
  group: "effect",
  summary:
    "A connection-tracking value that kube-proxy resets, on nodes whose kube-proxy tunegen does not configure",
  explanation:
    "At every start kube-proxy writes `nf_conntrack_max` (131072, or 32768 per CPU core if that is more; at most 1048576 from Kubernetes 1.36 on) and the timeouts of established connections (24 h) and of connections in CLOSE_WAIT (1 h). On K3s, RKE2, kubeadm and Talos tunegen writes the options that make kube-proxy keep the node's values. Elsewhere tunegen does not write kube-proxy's configuration, so the options must be set there. From Kubernetes 1.22 to 1.28 kube-proxy only raises these values, and from 1.37.2 on it only raises the size of the table.",
  source:
    "kubernetes/kubernetes, cmd/kube-proxy/app/server_linux.go, and pull requests 120448, 137002 and 142035",
  failing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: eks, kubernetes: "1.34", cpus: 4 }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
`,
    at: "6:7",
  },
  passing: {
    spec: `version: 1
roles:
  worker:
    node: { os: linux, distribution: eks, kubernetes: "1.34", cpus: 4 }
    sysctl:
      net.netfilter.nf_conntrack_max: 1048576 # Room for connections
    kubeProxy:
      conntrack:
        maxPerCore: node # The add-on's configuration has 0
`,
  },
  check: (node) => {
    const { platform } = node;
    if (
      platform.conntrackWriter === undefined ||
      platform.resetsConntrack === true ||
      platform.sharesProxyConfig === true ||
      platform.mayReplaceKubeProxy
    )
      return [];
    const written = settingsById(node);
    return fields.flatMap((field) => {
      // A field of the spec states how that kube-proxy is configured.
      if (
        node.settings.conntrack.some(
          (set) => set.field === field && isStated(set),
        )
      )
        return [];
      return conntrackIds(field).flatMap((id): readonly Report[] => {
        const sysctl = written.get(id);
        const value = integerOf(sysctl);
        if (sysctl === undefined || value === undefined) return [];
        const wanted = overwriting(id, value, node);
        return wanted === undefined
          ? []
          : [report(sysctl, wanted, field, node)];
      });
    });
  },
});

/** Whether the user wrote it; what tunegen derives for a sysctl reaches no file on these nodes. */
function isStated({ because }: ConntrackSetting): boolean {
  return because.length === 0;
}

/** The value that kube-proxy writes, as text; undefined where the user's value stays, or may stay. */
function overwriting(
  id: string,
  value: bigint,
  { facts, platform: { conntrackWriter: writer } }: NodePlan,
): string | undefined {
  const size = writer && defaultTableSize(writer, facts);
  const timeout = Object.hasOwn(defaultTimeouts, id)
    ? defaultTimeouts[id]
    : undefined;
  const wanted = timeout ?? size;
  if (wanted === value) return undefined;
  const down = lowers(id, facts.kubernetes) === true;
  if (wanted === undefined) {
    // The number of cores is not known: kube-proxy writes at least 131072, and resets what no number of cores gives.
    if (value < 131_072n || (down && !mayBeDefaultTableSize(value)))
      return "131,072 entries or more (32,768 per CPU core)";
    return undefined;
  }
  return wanted > value || down
    ? `${digits(wanted)} ${timeout === undefined ? "entries" : "s"}`
    : undefined;
}

function report(
  sysctl: Sysctl,
  wanted: string,
  field: ConntrackField,
  { platform }: NodePlan,
): Report {
  const { flag, leave } = conntrackFields[field];
  const set = `set \`conntrack.${field}\` to ${leave} in`;
  const where =
    platform.proxyPlace === undefined
      ? `${set} kube-proxy's configuration (the ConfigMap \`kube-proxy\` in \`kube-system\`), or start it with \`--${flag}=${leave}\``
      : `${set} ${platform.proxyPlace}`;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` is reset to ${wanted} when kube-proxy starts`,
    why: "kube-proxy writes three connection-tracking values at every start unless its configuration disables that",
    help: `${where}, then add here: \`kubeProxy: { conntrack: { ${field}: node } }\``,
  };
}
