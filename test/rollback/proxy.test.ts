import { describe, expect, test } from "vitest";
import { clusterFile } from "../../src/rollback/forms/cluster.js";
import { clusterProxyFiles } from "../../src/rollback/forms/cluster-proxy.js";
import { rollbackFiles } from "../../src/rollback/forms/files.js";
import { undoNode } from "../../src/rollback/undo-node.js";
import { readsOf } from "../../src/verify/reads.js";
import { planOf } from "../support/compile.js";
import { LINUX, lost, undo, undoSince, values } from "./undo.js";

const K3S = `${LINUX}, distribution: k3s, kubernetes: "1.34", kubeProxy: iptables`;
const KUBEADM = K3S.replace("k3s", "kubeadm");

function proxy(...fields: readonly string[]): string {
  return `    kubeProxy: { conntrack: { ${fields.join(", ")} } }\n`;
}

describe("a sysctl that kube-proxy set", () => {
  test("comes back to what the node has without the settings", () => {
    const all = undo(
      proxy(
        "maxPerCore: 131072",
        "tcpCloseWaitTimeout: 30m",
        "tcpBeLiberal: true",
      ),
      undefined,
      K3S,
    );
    expect(values(all)).toEqual([
      "net.netfilter.nf_conntrack_max = 262144 (computed)",
      "net.netfilter.nf_conntrack_tcp_timeout_close_wait = 3600 (read in its source)",
      "net.netfilter.nf_conntrack_tcp_be_liberal = 0 (measured)",
    ]);
  });

  test("comes back to the captured value", () => {
    expect(
      values(
        undo(
          proxy("udpTimeout: 10s"),
          "sysctl net/netfilter/nf_conntrack_udp_timeout = 45",
          K3S,
        ),
      ),
    ).toEqual(["net.netfilter.nf_conntrack_udp_timeout = 45 (captured)"]);
  });

  test("comes back to what the earlier spec lets kube-proxy set", () => {
    const old = "net.netfilter.nf_conntrack_max: 1048576";
    expect(
      values(
        undoSince(
          proxy("maxPerCore: 65536", "tcpBeLiberal: true"),
          `    sysctl: { ${old} }\n`,
          undefined,
          K3S,
        ),
      ),
    ).toEqual([
      "net.netfilter.nf_conntrack_max = 524288 (from the earlier spec)",
      "net.netfilter.nf_conntrack_tcp_be_liberal = 1 (from the earlier spec)",
    ]);
  });

  test("is left to its restart where the number of cores is unknown", () => {
    expect(
      lost(
        undoSince(
          proxy("maxPerCore: 65536"),
          proxy("maxPerCore: 131072"),
          undefined,
          K3S.replace(", cpus: 8", ""),
        ),
      ),
    ).toEqual([
      "net.netfilter.nf_conntrack_max: K3s sets it when it restarts, by the CPU cores of the node (tuning.yaml:5)",
    ]);
  });

  test("keeps its line on Talos, which would write back the tuned value", () => {
    const { values: all } = undo(
      proxy("udpTimeout: 10s"),
      undefined,
      'os: talos, osVersion: "1.11", kubeProxy: iptables',
    );
    expect(all.map(({ notes }) => notes)).toEqual([
      [
        "The default of the kernel",
        "Keep it in the configuration until the next boot: without it, Talos writes back what kube-proxy had set",
      ],
    ]);
  });
});

test("capture reads what kube-proxy sets by the settings, and not what it keeps", () => {
  const { node } = undo(
    proxy("maxPerCore: 131072", "min: 262144", "tcpCloseWaitTimeout: node"),
    undefined,
    K3S,
  );
  expect(readsOf(node).sysctls.map(({ id }) => id)).toEqual([
    "net.netfilter.nf_conntrack_max",
  ]);
});

test("K3s: the step of the restart says what kube-proxy has then", () => {
  const [steps] = rollbackFiles(
    undo(proxy("maxPerCore: 131072", "udpTimeout: 10s"), undefined, K3S),
    "tuning.yaml",
    { gone: ["out/k3s/web/90-tuning.yaml"], changed: [] },
  );
  expect(steps?.text.split("## Steps\n\n")[1])
    .toBe(`1. Remove from the node what was installed from these files, so that nothing sets the values again at the next boot: \`out/k3s/web/90-tuning.yaml\`.
2. Apply the old values, as root: \`sh old-values.sh\`; or \`sysctl -p old-values.conf\`.
3. Restart kube-proxy, which reads its settings when it starts: \`systemctl restart k3s-agent\`, on servers \`k3s\`. kube-proxy then has:
   - \`conntrack-max-per-core\`: 131072 → 32768. Read in its source. The default of kube-proxy.
   - \`conntrack-udp-timeout\`: 10s → 0s. Read in its source. The default of kube-proxy.
`);
});

test("a distribution without a target: the place of its configuration", () => {
  const [steps] = rollbackFiles(
    undo(
      proxy("maxPerCore: 131072"),
      undefined,
      K3S.replace("k3s", "kubespray"),
    ),
    "tuning.yaml",
    { gone: [], changed: [] },
  );
  expect(steps?.text).toMatch(
    /\n3\. Undo what was set in kube-proxy's configuration, with the variables `kube_proxy_conntrack_\*` of the inventory\. Restart kube-proxy, .*\n {3}- `conntrack-max-per-core`: 131072 → 32768\./u,
  );
});

describe("one kube-proxy for the whole cluster", () => {
  /** Its files for a spec with one role, without their comments above the fields. */
  function cluster(sections: string, facts: string, top = "") {
    const plan = planOf(
      `version: 1\n${top}roles:\n  web:\n    node: { ${facts} }\n${sections}`,
    );
    const files = clusterProxyFiles(
      plan.nodes.map((node) => undoNode(node, plan)),
      plan,
    );
    return { plan, files };
  }
  function body(text = ""): string {
    return text.replace(/^(?:#.*\n)+\n/u, "");
  }

  test("kubeadm", () => {
    const { plan, files } = cluster(
      proxy("maxPerCore: 131072", "tcpBeLiberal: true"),
      KUBEADM,
    );
    expect(files.map(({ path }) => path)).toEqual(["kube-proxy-kubeadm.yaml"]);
    expect(files[0]?.text)
      .toBe(`# Generated by tunegen from tuning.yaml: what kube-proxy had before the tuning, for the whole
# cluster.
#
# Its configuration is never captured: if it had other values before the tuning than these defaults,
# write those.
# Running cluster: kubectl -n kube-system edit configmap kube-proxy, replace these fields in
# config.conf, then kubectl -n kube-system rollout restart daemonset kube-proxy.

apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
conntrack:
  # Read in its source. The default of kube-proxy.
  maxPerCore: 32768
  # Read in its source. The default of kube-proxy.
  tcpBeLiberal: false
`);
    expect(clusterFile(plan, files)?.text.split("## Steps\n\n")[1]).toBe(
      "1. Give kube-proxy the fields of `kube-proxy-kubeadm.yaml` in the ConfigMap `kube-proxy`, and restart it, as the file says.\n",
    );
  });

  test("EKS: the mode's own section, and the commands that merge it", () => {
    const { files } = cluster(
      "    kubeProxy: { ipvs: { strictARP: true } }\n",
      `${LINUX.replace("debian-12", "al2023")}, distribution: eks, kubeProxy: ipvs`,
    );
    expect(files[0]?.text).toContain(
      "# yq eval-all 'select(fi == 0) * select(fi == 1)' config.yaml kube-proxy-eks.yaml > merged.yaml\n",
    );
    expect(body(files[0]?.text))
      .toBe(`apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
ipvs:
  # Read in its source. The default of kube-proxy.
  strictARP: false
`);
  });

  test("Talos: flags, and a document from 1.14 on", () => {
    const talos = (version: string, top = ""): string =>
      body(
        cluster(
          proxy("maxPerCore: 131072"),
          `os: talos, osVersion: "${version}", kubeProxy: iptables`,
          top,
        ).files[0]?.text,
      );
    const flags = `cluster:
  proxy:
    extraArgs:
      # Read in its source. Talos sets it.
      conntrack-max-per-core: "0"
`;
    expect(talos("1.11")).toBe(flags);
    expect(
      talos("1.14", "targets: { talos: { kubernetes: v1alpha1 } }\n"),
    ).toBe(flags);
    expect(talos("1.14")).toBe(`apiVersion: v1alpha1
kind: KubeProxyConfig
config:
  conntrack:
    # Read in its source. Talos sets it.
    maxPerCore: 0
`);
  });

  test("the fields of an earlier spec, also those that left it", () => {
    const was = proxy("maxPerCore: 65536", "udpTimeout: 20s");
    const [file] = clusterProxyFiles(
      [undoSince(was, proxy("maxPerCore: 131072"), undefined, KUBEADM)],
      planOf("version: 1\nroles:\n  web: {}\n"),
    );
    expect(body(file?.text).split("conntrack:\n")[1])
      .toBe(`  # From the earlier spec. tuning.yaml:5.
  maxPerCore: 65536
  # From the earlier spec. tuning.yaml:5.
  udpTimeout: "20s"
`);
  });

  test("a node by itself leaves it", () => {
    const [steps] = rollbackFiles(
      undo(proxy("maxPerCore: 131072"), undefined, KUBEADM),
      "tuning.yaml",
      { gone: [], changed: [] },
    );
    expect(steps?.text).toContain(
      "\n1. kube-proxy has one configuration for the whole cluster, ",
    );
    expect(steps?.text).not.toContain("Restart");
  });
});
