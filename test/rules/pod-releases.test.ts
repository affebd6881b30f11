import { expect, test } from "vitest";
import { compiled } from "../support/compile.js";
import { lineFindings } from "./line-findings.js";

test("a release that needs no allow-list is named, where the node's is older", () => {
  const text = `version: 1
roles:
  worker:
    node: { os: linux, kubernetes: "1.28" }
workloads:
  web:
    sysctl:
      net.ipv4.tcp_keepalive_time: 600 # Needed
`;
  const found = compiled(text).findings.find(
    ({ rule }) => rule === "pod-allow-list",
  );
  expect(found).toMatchObject({
    line: 8,
    column: 7,
    help: "state the node's `distribution`: tunegen writes the list for k3s, rke2, kubeadm, talos and eks; no allow-list is needed from Kubernetes 1.29 on",
  });
});

test("what the node's kernel was not measured to have is not known to be lost in pods", () => {
  const pods = (kernel: string): readonly string[] =>
    lineFindings(
      `version: 1
roles:
  worker:
    node: { os: linux, distribution: k3s, kernel: "${kernel}" }
    sysctl:
      net.ipv4.tcp_plb_enabled: { value: 1, accept: { key-not-yet: backported } } # Paths
workloads:
  web:
    sysctl:
      net.ipv4.tcp_syncookies: 1 # Needed
`,
      (rule) => rule === "pod-not-inherited",
    );
  expect(pods("5.10")).toEqual([]);
  expect(pods("6.12")).toEqual(["6:7 pod-not-inherited"]);
});
