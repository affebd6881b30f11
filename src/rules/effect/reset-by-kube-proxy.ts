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
import { integerOf, settingsById } from "../support/node-settings.js";
import { defineRule, type Report } from "../rule.js";

/** What kube-proxy writes unless it is told otherwise. */
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
    "A connection-tracking value that kube-proxy overwrites, on nodes whose kube-proxy tunegen does not configure",
  explanation:
    "When it starts, kube-proxy writes `nf_conntrack_max` (the larger of 131072 and 32768 for each core; from Kubernetes 1.36 on at most 1048576) and the timeouts of established connections (24 h) and of those in CLOSE_WAIT (1 h). On K3s, RKE2, kubeadm and Talos tunegen writes the settings that leave the node's values alone. Elsewhere kube-proxy's configuration is another file's: it has to say so there. Kubernetes 1.22 to 1.28, and later releases for the size of the table, only raise what is below.",
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
        maxPerCore: node # Set to 0 in the configuration of the add-on
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
      // What the spec says of a field is how that kube-proxy is set up.
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

/** Whether the user wrote it; what is derived for a sysctl is written nowhere on these nodes. */
function isStated({ because }: ConntrackSetting): boolean {
  return because.length === 0;
}

/** What stands instead of the value once the writer has run, in words; undefined where the value stays, or may. */
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
    // The cores are not known: nothing comes below 131072, and what no number of cores gives does not stay.
    if (value < 131_072n || (down && !mayBeDefaultTableSize(value)))
      return "the larger of 131072 and 32768 for each core";
    return undefined;
  }
  return wanted > value || down ? String(wanted) : undefined;
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
      ? `${set} kube-proxy's configuration (the ConfigMap kube-proxy in kube-system), or start it with --${flag}=${leave}`
      : `${set} ${platform.proxyPlace}`;
  return {
    about: sysctl,
    span: sysctl.origin.span,
    message: `\`${sysctl.id}\` is overwritten with ${wanted} when kube-proxy starts`,
    why: "it is one of the three numbers of connection tracking that it writes at every start unless it is told to leave them alone",
    help: `${where}, and say here that you did: \`kubeProxy: { conntrack: { ${field}: node } }\``,
  };
}
