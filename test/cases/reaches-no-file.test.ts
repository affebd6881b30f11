import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "../rules/line-findings.js";

const found = (text: string): readonly string[] =>
  lineFindings(text, (rule) => rule === "reaches-no-file");

const eks = `version: 1
roles:
  node:
    node: { os: linux, distribution: eks, kubernetes: "1.34", kubeProxy: iptables, kernel: "6.12" }
    sysctl: { vm.swappiness: 10 } # Little swap
kubeProxy:
  conntrack:
    min: { value: 524288, why: A busy gateway }
`;

test("kube-proxy's settings on EKS reach a file for its ConfigMap", () => {
  expect(found(eks)).toEqual([]);
  const file = compiled(eks).files.find(({ path }) =>
    path.endsWith("eks/kube-proxy.yaml"),
  );
  expect(file?.text).toContain(
    "kind: KubeProxyConfiguration\nconntrack:\n  # A busy gateway\n",
  );
  expect(file?.text).toContain("  min: 524288\n");
});

test("kube-proxy's settings of a plain Linux are reported", () => {
  expect(found(eks.replace("distribution: eks, ", ""))).toEqual([
    "8:5 reaches-no-file",
  ]);
});

test("without `os`, each section is reported", () => {
  expect(
    found(`version: 1
profiles:
  p:
    why: Storage nodes
    limits: { nofile: 1048576 }
    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise }
    kernelArgs: { mitigations: "off" }
roles:
  w:
    node: { distribution: k3s, kubernetes: "1.34" }
    profiles: [p]
    interrupts: { interfaces: [eth0], rps: all, why: One CPU took all packets }
`),
  ).toEqual([
    "5:15 reaches-no-file",
    "6:14 reaches-no-file",
    "7:19 reaches-no-file",
    "12:5 reaches-no-file",
  ]);
});
