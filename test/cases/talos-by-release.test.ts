import { expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { compiled, found, planOf } from "../support/compile.js";

/** A Talos node with a sysctl and an allow-list; options of the target in line 2. */
function spec(osVersion: string, options = "{}"): string {
  return `version: 1
targets: { talos: ${options} }
roles:
  w:
    why: Workers
    node: { os: talos, distribution: talos, osVersion: "${osVersion}", kernel: "6.18" }
    sysctl: { net.core.somaxconn: 32768 } # Bursts
    allowedUnsafeSysctls: [net.core.somaxconn]
kubeProxy:
  conntrack: { maxPerCore: 0 } # The nodes' own size
`;
}

/** The files that hold a text. */
const filesWith = (text: string, words: string): readonly string[] =>
  emitAll(planOf(text), ["talos"])
    .filter((file) => file.text.includes(words))
    .map(({ path }) => path.replace(/^.*talos\//u, ""));

test("from 1.14 on no file has both the sysctls and the kubelet's document", () => {
  const text = spec("1.14");
  expect(filesWith(text, "\nkind: SysctlConfig\n")).toEqual([
    "role-w/machine-sysctls.yaml",
  ]);
  expect(filesWith(text, "\nkind: KubeletConfig\n")).toEqual([
    "role-w/machine-kubelet.yaml",
  ]);
  expect(filesWith(text, "\nkind: KubeProxyConfig\n")).toEqual([
    "cluster-proxy.yaml",
  ]);
});

test("the older shape is written on request, and never beside the sysctls", () => {
  const text = spec("1.14", "{ kubernetes: v1alpha1 }");
  expect(filesWith(text, "\nkind: SysctlConfig\n")).toEqual([
    "role-w/machine-sysctls.yaml",
  ]);
  expect(filesWith(text, "\nmachine:\n  kubelet:\n")).toEqual([
    "role-w/machine-kubelet.yaml",
  ]);
  expect(filesWith(text, "\ncluster:\n  proxy:\n")).toEqual([
    "cluster-proxy.yaml",
  ]);
  expect(filesWith(text, "\nkind: Kube")).toEqual([]);
});

test("up to 1.13 one file has all of the machine", () => {
  expect(filesWith(spec("1.13"), "  kubelet:\n")).toEqual([
    "role-w/machine-sysctls.yaml",
  ]);
});

test("the allow-list reaches a file", () => {
  expect(compiled(spec("1.14")).findings.map(({ rule }) => rule)).not.toContain(
    "reaches-no-file",
  );
});

test.each(["machine", "", "1.13"])(
  "another shape, %j, is an error",
  (shape) => {
    expect(found(spec("1.14", `{ kubernetes: "${shape}" }`))).toEqual([
      "2:33 wrong-shape",
    ]);
  },
);
