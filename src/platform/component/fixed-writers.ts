import type { Write, Writer, WrittenNode } from "../../core/platform.js";

/** A program that sets some keys at every start, whatever the node has. */
interface Fixed {
  /** As messages name it. */
  readonly who: string;
  readonly runsOn: (node: WrittenNode) => boolean | undefined;
  /** The value of each key. */
  readonly values: Readonly<Record<string, string>>;
  /** By key: how to keep it from that, as an instruction. */
  readonly prevent?: Readonly<Record<string, string>>;
}

function fixedWriter({ who, runsOn, values, prevent = {} }: Fixed): Writer {
  const write = (id: string): Write | undefined => {
    const wanted = values[id];
    const how = prevent[id];
    return wanted === undefined
      ? undefined
      : {
          who,
          does: `sets ${wanted} at every start`,
          replaces: (value) => (value === wanted ? undefined : wanted),
          ...(how !== undefined && { prevent: how }),
        };
  };
  return {
    runsOn,
    keys: new Set(Object.keys(values)),
    anywhere: write,
    on: write,
  };
}

/** Whether kube-proxy runs in a mode; undefined where the facts do not state the mode. */
function inMode(mode: "iptables" | "ipvs"): Fixed["runsOn"] {
  return ({ facts: { kubeProxy }, platform: { runsKubeProxy } }) => {
    if (kubeProxy !== undefined) return kubeProxy === mode;
    return runsKubeProxy === true ? undefined : runsKubeProxy;
  };
}

/** Source: kubernetes/kubernetes, pkg/proxy/ipvs/proxier.go, 1.34.4 and 1.37.2. */
export const kubeProxyIpvs = fixedWriter({
  who: "kube-proxy in IPVS mode",
  runsOn: inMode("ipvs"),
  values: {
    "net.ipv4.vs.conntrack": "1",
    "net.ipv4.vs.expire_nodest_conn": "1",
    "net.ipv4.vs.expire_quiescent_template": "1",
  },
});

/** Source: kubernetes/kubernetes, pkg/proxy/iptables/proxier.go, 1.33.0 to 1.37.2. */
export const kubeProxyIptables = fixedWriter({
  who: "kube-proxy in iptables mode",
  runsOn: inMode("iptables"),
  values: { "net.ipv4.conf.all.route_localnet": "1" },
  prevent: {
    "net.ipv4.conf.all.route_localnet":
      "set `iptables.localhostNodePorts: false` in kube-proxy's configuration, or start it with `--iptables-localhost-nodeports=false`, and accept this finding",
  },
});

/** Source: cilium/cilium, pkg/datapath/loader/base.go, Reinitialize, 1.15 and 1.17. */
export const ciliumAgent = fixedWriter({
  who: "the Cilium agent",
  runsOn: ({ platform }) => platform.runsCilium,
  values: {
    "net.core.bpf_jit_enable": "1",
    "net.ipv4.fib_multipath_use_neigh": "1",
    "kernel.unprivileged_bpf_disabled": "1",
    "kernel.timer_migration": "0",
  },
});

/** Source: projectcalico/calico 87c15906, felix/dataplane/linux/int_dataplane.go, configureKernel. */
export const calicoFelix = fixedWriter({
  who: "Calico's felix",
  runsOn: ({ facts: { cni } }) =>
    cni === undefined
      ? undefined
      : ["calico", "canal"].includes(cni.toLowerCase()),
  values: { "net.netfilter.nf_conntrack_acct": "1" },
});
