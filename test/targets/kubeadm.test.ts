import { describe, expect, test } from "vitest";
import type { NodePlan } from "../../src/plan/types.js";
import type { StatedFacts } from "../../src/platform/facts.js";
import { emitAll } from "../../src/targets/emit.js";
import { type Drafted, nodeOf, planOf } from "./plan.js";
import { allowedOf, conntrackOf } from "./settings.js";
import { readYaml } from "./read.js";

const scaled = [conntrackOf("maxPerCore", "32768"), conntrackOf("min", "5")];

function kubeadmNode(
  name: string,
  facts: StatedFacts,
  more: Drafted = {},
): NodePlan {
  return nodeOf({ distribution: "kubeadm", ...facts }, { name, ...more });
}

/** The files, by path below `out/kubeadm`. */
function filesOf(nodes: readonly NodePlan[]): ReadonlyMap<string, string> {
  return new Map(
    emitAll(planOf(nodes), ["kubeadm"]).map(({ path, text }) => [
      path.replace("out/kubeadm/", ""),
      text,
    ]),
  );
}

function proxyText(nodes: readonly NodePlan[]): string {
  return filesOf(nodes).get("kube-proxy.yaml") ?? "";
}

/** The lines that say what becomes of the table. */
function sizesIn(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.includes("nf_conntrack_max becomes"))
    .map((line) => line.trim().replace("# nf_conntrack_max becomes ", ""));
}

describe("the kubelet's file", () => {
  test("is a patch for kubeadm by its name, and holds the list", () => {
    const files = filesOf([
      kubeadmNode(
        "web",
        {},
        { allowance: [allowedOf("net.core.somaxconn", "workload w")] },
      ),
    ]);
    expect([...files.keys()]).toEqual(["role-web/kubeletconfiguration.yaml"]);
    expect(readYaml([...files.values()].join(""), "1.1")).toEqual([
      {
        apiVersion: "kubelet.config.k8s.io/v1beta1",
        kind: "KubeletConfiguration",
        allowedUnsafeSysctls: ["net.core.somaxconn"],
      },
    ]);
  });

  test("stays without a list, and then replaces none", () => {
    const [text = ""] = filesOf([kubeadmNode("web", {})]).values();
    expect(readYaml(text)).toEqual([
      {
        apiVersion: "kubelet.config.k8s.io/v1beta1",
        kind: "KubeletConfiguration",
      },
    ]);
  });
});

describe("kube-proxy's file", () => {
  test("is typed as its configuration is", () => {
    const text = proxyText([
      kubeadmNode(
        "web",
        {},
        {
          kubeProxy: [
            conntrackOf("maxPerCore", "0"),
            conntrackOf("min", "131072"),
            conntrackOf("tcpEstablishedTimeout", "24h0m0s"),
            conntrackOf("tcpBeLiberal", "true"),
          ],
        },
      ),
    ]);
    expect(readYaml(text, "1.1")).toEqual([
      {
        apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
        kind: "KubeProxyConfiguration",
        conntrack: {
          maxPerCore: 0,
          min: 131072,
          tcpEstablishedTimeout: "24h0m0s",
          tcpBeLiberal: true,
        },
      },
    ]);
  });

  test("is there only where a node runs kube-proxy and says something of it", () => {
    const kubeProxy = scaled;
    expect(proxyText([kubeadmNode("a", {})])).toBe("");
    expect(
      proxyText([kubeadmNode("a", { kubeProxy: "none" }, { kubeProxy })]),
    ).toBe("");
    expect(
      proxyText([
        kubeadmNode("a", { kubeProxy: "none", cpus: 2 }),
        kubeadmNode("b", { cpus: 4 }, { kubeProxy }),
      ]),
    ).toContain("becomes 131072 on role b (4 cores).");
  });
});

describe("what becomes of the table", () => {
  test.each([
    // [cores, Kubernetes, maxPerCore, min, the size]
    [1, "1.34", "32768", "131072", "131072 on role a (1 core)."],
    [8, "1.34", "32768", "131072", "262144 on role a (8 cores)."],
    [64, "1.35", "32768", "131072", "2097152 on role a (64 cores)."],
    // The ceiling of 1.36, which a larger min does not lift.
    [
      64,
      "1.36",
      "32768",
      "131072",
      "1048576, kube-proxy's maximum since Kubernetes 1.36, on role a (64 cores).",
    ],
    [
      64,
      "1.36",
      "32768",
      "4194304",
      "1048576, kube-proxy's maximum since Kubernetes 1.36, on role a (64 cores).",
    ],
    // It bounds what is scaled, and not min.
    [32, "1.36", "32768", "131072", "1048576 on role a (32 cores)."],
    [2, "1.36", "32768", "4194304", "4194304 on role a (2 cores)."],
    [
      64,
      undefined,
      "32768",
      "131072",
      "2097152 (1048576 since Kubernetes 1.36) on role a (64 cores).",
    ],
    [64, "1.34", "0", "131072", undefined],
    [undefined, "1.34", "32768", "131072", undefined],
  ])(
    "%s cores, Kubernetes %s, %s for each and at least %s: %s",
    (cpus, kubernetes, perCore, least, size) => {
      const kubeProxy = [
        conntrackOf("maxPerCore", perCore),
        conntrackOf("min", least),
      ];
      const text = proxyText([
        kubeadmNode("a", { cpus, kubernetes }, { kubeProxy }),
      ]);
      expect(sizesIn(text.replaceAll(/\n +# (?!nf_)/gu, " "))).toEqual(
        size === undefined ? [] : [size],
      );
    },
  );

  test("kube-proxy's own default stands in for the one that is not written", () => {
    const only = (field: "maxPerCore" | "min", value: string): string =>
      proxyText([
        kubeadmNode(
          "a",
          { cpus: 8 },
          { kubeProxy: [conntrackOf(field, value)] },
        ),
      ]);
    expect(sizesIn(only("min", "1"))).toEqual(["262144 on role a (8 cores)."]);
    expect(sizesIn(only("maxPerCore", "1"))).toEqual([
      "131072 on role a (8 cores).",
    ]);
  });

  test("nothing where only timeouts are written", () => {
    const kubeProxy = [conntrackOf("udpTimeout", "30s")];
    expect(
      sizesIn(proxyText([kubeadmNode("a", { cpus: 8 }, { kubeProxy })])),
    ).toEqual([]);
  });

  test("a host is named where it differs from its role", () => {
    const host = (name: string, cpus: number): NodePlan =>
      kubeadmNode(
        name,
        { cpus },
        { kind: "host", role: "a", kubeProxy: scaled },
      );
    const text = proxyText([
      kubeadmNode("a", { cpus: 4 }, { kubeProxy: scaled }),
      kubeadmNode("b", { cpus: 4 }, { kubeProxy: scaled }),
      host("same", 4),
      host("large", 16),
    ]);
    expect(sizesIn(text)).toEqual([
      "131072 on role a (4 cores) and role b (4 cores).",
      "524288 on host large (16 cores).",
    ]);
  });

  test("the same for K3s, RKE2 and Talos; K3s' agent knows no ceiling", () => {
    const facts = { cpus: 64, kubernetes: "1.36" } as const;
    const text = (node: NodePlan): string =>
      emitAll(planOf([node]), ["k3s", "rke2", "talos"])
        .map((file) => file.text)
        .join("");
    const more = { name: "a", kubeProxy: scaled };
    for (const distribution of ["k3s", "rke2"] as const) {
      expect(sizesIn(text(nodeOf({ ...facts, distribution }, more)))).toEqual([
        "2097152 on role a (64 cores).",
      ]);
    }
    const talos = { ...facts, os: "talos", distribution: "talos" } as const;
    for (const osVersion of ["1.13", "1.14"])
      expect(text(nodeOf({ ...talos, osVersion }, more))).toContain(
        "becomes 1048576, kube-proxy's maximum",
      );
  });
});
