import { expect, test } from "vitest";
import { explainWord } from "../../src/explain/explain.js";
import { nodeKindNames } from "../../src/settings/registry.js";
import { explained, textOf, viewOf } from "./explained.js";

const SETTINGS = `version: 1
profiles:
  storage:
    why: Storage nodes
    limits: { nofile: { soft: 65536, hard: 1048576 }, services: [containerd] }
    sysfs: { kernel/mm/transparent_hugepage/enabled: madvise }
    kernelArgs: { mitigations: "off", quiet: true }
    hugepages: { default: 1G, 1G: 2 }
    modules: { nf_conntrack: { parameters: { hashsize: 65536 } } }
roles:
  worker:
    node: { os: linux, distribution: k3s, kubernetes: "1.34", cpus: 4 }
    profiles: [storage]
    kubeProxy: { conntrack: { tcpEstablishedTimeout: 2h } }
    interrupts: { interfaces: [eth0], rps: all, why: One CPU took all packets }
  talos:
    node: { os: talos, osVersion: "1.11", kubernetes: "1.34" }
    profiles: [storage]
    limits: { nofile: null }
`;

const texts: Readonly<Record<string, string>> = {
  worker: "node-with-all-kinds",
  nofile: "limit",
  containerd: "limit-service",
  "kernel/mm/transparent_hugepage/enabled": "sysfs",
  mitigations: "kernel-argument",
  "1G": "huge-pages",
  hugepages: "huge-pages-section",
  limits: "limits-section",
  nf_conntrack: "module",
  tcpEstablishedTimeout: "kube-proxy-field",
  interrupts: "interrupts",
};

test.each(Object.entries(texts))("%s", async (word, file) => {
  const text = textOf(explained(word, SETTINGS));
  await expect(text).toMatchFileSnapshot(`files/${file}.txt`);
});

test("a role shows every setting of every kind", () => {
  const { plan } = viewOf(SETTINGS);
  const node = plan.nodes.find(({ name }) => name === "worker");
  const text = textOf(explained("worker", SETTINGS));
  for (const kind of nodeKindNames)
    for (const { id, loweredFrom } of node?.settings[kind] ?? [])
      expect(text).toContain(
        loweredFrom !== undefined
          ? loweredFrom.id
          : kind === "kubeProxy"
            ? "--conntrack-tcp-timeout-established="
            : id,
      );
});

test("names that a kind always knows need no spec", () => {
  expect(textOf(explainWord("nofile", undefined))).toBe(
    "nofile\n  Belongs to the limits, under `limits` of a profile, role or host.\n\n  targets    bottlerocket, eks, nixos, system, talos\n",
  );
  expect(explainWord("nofiles", undefined).kind).toBe("unknown");
});

test.each([
  ["/sys/kernel/mm/transparent_hugepage/enabled", "sysfs"],
  ["1G", "hugepages"],
  ["transparent_hugepage", "kernelArgs"],
  ["br_netfilter", "modules"],
])("%s is known by its form", (word, section) => {
  expect(explainWord(word, undefined)).toMatchObject({
    kind: "setting",
    kinds: [{ section }],
  });
});

test("a key takes precedence over a kernel argument of its name", () => {
  expect(explainWord("panic", undefined)).toMatchObject({ kind: "key" });
});
