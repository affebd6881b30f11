import type { Random } from "./random.js";
import type { Sample } from "./sample.js";
import { someWords } from "./settings.js";

const allowed = [
  "net.core.somaxconn",
  "net.ipv4.tcp_keepalive_time",
  "kernel.shm*",
  "net.ipv6.conf.all.*",
];

/** Writes a file that configures a kubelet or a kube-proxy as people write it. */
export function kubernetesSample(random: Random): Sample {
  const names = random.some(allowed, 4);
  const others = names.map(
    (each) => [`allowedUnsafeSysctls.${each}`, "true"] as const,
  );
  switch (random.number(5)) {
    case 0: {
      const flag = random.pick([
        `kubelet-arg:\n  - "allowed-unsafe-sysctls=${names.join(",")}"`,
        `kubelet-arg:\n  - allowed-unsafe-sysctls=${names.join(",")} # ${someWords(random).replaceAll(/[:#]/gu, "")}`,
        `kubelet-arg+:\n- 'allowed-unsafe-sysctls=${names.join(",")}'`,
        `kubelet-arg: ["max-pods=200", "allowed-unsafe-sysctls=${names.join(",")}"]`,
      ]);
      return file(
        "config.yaml",
        ["write-kubeconfig-mode: '0644'", flag, "disable:", "  - traefik"],
        others,
      );
    }
    case 1:
      return file(
        "kubelet.yaml",
        [
          "apiVersion: kubelet.config.k8s.io/v1beta1",
          "kind: KubeletConfiguration",
          "cgroupDriver: systemd",
          "allowedUnsafeSysctls:",
          ...names.map(
            (each) =>
              `  - ${random.pick([`"${each}"`, each.includes("*") ? `'${each}'` : each])}`,
          ),
        ],
        others,
      );
    case 2: {
      const max = random.pick(["32768", "0", "65536"]);
      return file(
        "kube-proxy.yaml",
        [
          "apiVersion: kubeproxy.config.k8s.io/v1alpha1",
          "kind: KubeProxyConfiguration",
          "mode: ipvs",
          "conntrack:",
          `  maxPerCore: ${max} # ${someWords(random).replaceAll(/[:#]/gu, "")}`,
          "  tcpEstablishedTimeout: 2h0m0s",
          "ipvs:",
          "  strictARP: true",
        ],
        [
          ["kubeProxy.conntrack.maxPerCore", max],
          ["kubeProxy.conntrack.tcpEstablishedTimeout", '"2h0m0s"'],
          ["kubeProxy.ipvs.strictARP", "true"],
        ],
      );
    }
    case 3:
      return file(
        "configmap.yaml",
        [
          "apiVersion: v1",
          "kind: ConfigMap",
          "metadata:",
          "  name: kube-proxy",
          "  namespace: kube-system",
          "data:",
          "  config.conf: |-",
          "    apiVersion: kubeproxy.config.k8s.io/v1alpha1",
          "    kind: KubeProxyConfiguration",
          "    conntrack:",
          "      min: 524288",
        ],
        [["kubeProxy.conntrack.min", "524288"]],
      );
    default:
      return file(
        "kubeadm.yaml",
        [
          "apiVersion: kubeadm.k8s.io/v1beta4",
          "kind: ClusterConfiguration",
          "kubernetesVersion: v1.34.1",
          "---",
          "apiVersion: kubelet.config.k8s.io/v1beta1",
          "kind: KubeletConfiguration",
          `allowedUnsafeSysctls: [${names.map((each) => `"${each}"`).join(", ")}]`,
        ],
        others,
      );
  }
}

/** Writes values of the Cilium chart in one of their wrappings. */
export function ciliumSample(random: Random): Sample {
  const max = random.pick([524288, 1048576, 262144]);
  const values = [
    "kubeProxyReplacement: true",
    "bpf:",
    `  ctTcpMax: ${max} # ${someWords(random).replaceAll(/[:#]/gu, "")}`,
    `  natMax: ${max}`,
    "  masquerade: true",
    "bandwidthManager:",
    "  enabled: true",
  ];
  const below = (lines: readonly string[], by: number): string[] =>
    lines.map((line) => " ".repeat(by) + line);
  const lines = random.pick([
    values,
    [
      "apiVersion: helm.toolkit.fluxcd.io/v2",
      "kind: HelmRelease",
      "metadata:",
      "  name: cilium",
      "spec:",
      "  chart:",
      "    spec:",
      "      chart: cilium",
      "      version: 1.18.2",
      "  values:",
      ...below(values, 4),
    ],
    [
      "apiVersion: helm.cattle.io/v1",
      "kind: HelmChart",
      "metadata:",
      "  name: cilium",
      "spec:",
      "  chart: cilium",
      "  valuesContent: |-",
      ...below(values, 4),
    ],
    [
      "apiVersion: argoproj.io/v1alpha1",
      "kind: Application",
      "metadata:",
      "  name: cilium",
      "spec:",
      "  source:",
      "    chart: cilium",
      "    targetRevision: 1.18.2",
      "    helm:",
      "      values: |",
      ...below(values, 8),
    ],
  ]);
  const isVersioned = lines.some((line) => line.includes("1.18.2"));
  return file("cilium.yaml", lines, [
    ...(isVersioned ? [["cilium.version", '"1.18.2"'] as const] : []),
    ["cilium.bpf.ctTcpMax", String(max)],
    ["cilium.bpf.natMax", String(max)],
    ["cilium.bandwidthManager.enabled", "true"],
  ]);
}

function file(
  name: string,
  lines: readonly string[],
  others: Sample["others"] & object,
): Sample {
  return { name, text: `${lines.join("\n")}\n`, meant: [], others };
}
