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

test("kube-proxy's settings on EKS are reported, with the place that has them", () => {
  expect(found(eks)).toEqual(["8:5 reaches-no-file"]);
  const [finding] = compiled(eks).findings.filter(
    ({ rule }) => rule === "reaches-no-file",
  );
  expect(finding?.help).toBe(
    "set it in `config` of the ConfigMap `kube-proxy-config` in `kube-system` (the add-on's own configuration values have no `conntrack`), and remove it here",
  );
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
