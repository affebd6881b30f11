import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { explained, keyOf, textOf, viewOf } from "./explained.js";

const SPEC = `version: 1
roles:
  gateway:
    node: { os: linux, distribution: kubeadm, kubernetes: "1.34", kernel: "6.12", cpus: 4 }
    kubeProxy: { conntrack: { maxPerCore: 65536 } } # Many connections
    sysctl:
      net.core.somaxconn: 8192 # Bursts
    modules: { tcp_bbr: { parameters: { a: 1 } } } # Congestion control
    limits: { nofile: 65536, services: [containerd] } # Many files
    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise } # Latency
    kernelArgs: { quiet: true } # Less on the console
    interrupts: { interfaces: [eth0], rps: all } # One queue
  other:
    node: { os: talos, osVersion: "1.11" }
  bare:
    node: { os: linux, distribution: kubeadm, kubeProxy: none }
cilium: { bpf: { natMax: 262144 } } # Many connections
`;

function filesOf(name: string): readonly string[] {
  const explanation = explained(name, SPEC);
  if (explanation.kind !== "role") throw new Error(explanation.kind);
  return explanation.files;
}

test("a role's files are all that configure it, those of the cluster as well", () => {
  expect(filesOf("gateway")).toEqual([
    "out/interrupts/role-gateway/tunegen-interrupts",
    "out/interrupts/role-gateway/tunegen-interrupts.service",
    "out/kubeadm/role-gateway/kubeletconfiguration.yaml",
    "out/kubeadm/kube-proxy.yaml",
    "out/sysctl.d/role-gateway/sysctl.d/99-tuning.conf",
    "out/sysctl.d/role-gateway/modules-load.d/90-tuning.conf",
    "out/sysctl.d/role-gateway/modprobe.d/90-tuning.conf",
    "out/system/role-gateway/security/limits.d/90-tuning.conf",
    "out/system/role-gateway/systemd/system/containerd.service.d/90-tuning.conf",
    "out/system/role-gateway/tmpfiles.d/90-tuning.conf",
    "out/system/role-gateway/default/grub.d/90-tuning.cfg",
  ]);
});

test("a node without kube-proxy is not configured by its file", () => {
  expect(filesOf("bare")).not.toContain("out/kubeadm/kube-proxy.yaml");
  expect(filesOf("other")).toEqual([
    "out/talos/role-other/machine-sysctls.yaml",
  ]);
});

test("connection tracking of a kubeadm node is in kube-proxy's file", () => {
  const explanation = keyOf("net.netfilter.nf_conntrack_max", viewOf(SPEC));
  expect(explanation.spec?.proxies).toMatchObject([
    {
      node: { name: "gateway" },
      lines: [
        {
          path: "out/kubeadm/kube-proxy.yaml",
          text: "maxPerCore: 65536",
        },
      ],
    },
  ]);
  expect(textOf(explanation)).toMatch(
    /written +out\/kubeadm\/kube-proxy\.yaml:\d+$/mu,
  );
});

test("a role has the findings on its lines that are about it, and not those about other nodes", () => {
  const spec = `version: 1
profiles:
  watches:
    sysctl:
      fs.inotify.max_user_instances: 8192 # Many watchers
roles:
  k3s:
    node: { os: nixos, osVersion: "25.11", distribution: k3s }
    profiles: [watches]
  plain:
    node: { os: linux, distro: debian-13, distribution: none }
    profiles: [watches]
hosts:
  n1: { role: k3s }
`;
  const findingsOf = (name: string): readonly string[] => {
    const explanation = explainWord(name, viewOf(spec, "below-default"));
    if (explanation.kind !== "role" && explanation.kind !== "host")
      throw new Error(explanation.kind);
    return explanation.findings.map(({ rule }) => rule);
  };
  expect(findingsOf("k3s")).toEqual(["below-default"]);
  expect(findingsOf("n1")).toEqual(["below-default"]);
  expect(findingsOf("plain")).toEqual([]);
});

test("a very long key does not widen the table of the others", () => {
  const key = `net.ipv4.conf.${"x".repeat(250)}.rp_filter`;
  const spec = `version: 1
roles:
  r:
    node: { os: linux, kernel: "6.12" }
    sysctl:
      vm.swappiness: 10 # Latency
      ${key}: 0 # Other ways
`;
  const lines = textOf(explained("r", spec)).split("\n");
  expect(lines).toContain(`    ${key}`);
  for (const line of lines)
    expect(line.length).toBeLessThanOrEqual(
      line.includes(key) ? key.length + 4 : 100,
    );
});
