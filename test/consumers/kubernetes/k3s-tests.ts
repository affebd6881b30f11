import { describe, expect } from "vitest";
import { parse } from "yaml";
import { isAtLeast } from "../../../src/core/version.js";
import { proxyFields } from "../../../src/platform/component/proxy-fields.js";
import { casesWith } from "../cases.js";
import { consumerTest } from "../consumer.js";
import { nodesOf, proxyConfigOf } from "../expected.js";
import { type Kubernetes, read } from "./kubernetes.js";

/** K3s' and RKE2's drop-ins, with their node. */
const dropIns = casesWith(["k3s", "rke2"]).flatMap(({ name, plan, files }) =>
  files
    .filter(({ target }) => target === "k3s" || target === "rke2")
    .flatMap((file) =>
      nodesOf(plan, file).map((node) => ({
        name: `${name}: ${file.path}`,
        node,
        text: file.text,
      })),
    ),
);

/** What a user's own `config.yaml` may have, which must stay. */
const own =
  "kubelet-arg: [max-pods=200]\nkube-proxy-arg: [metrics-bind-address=0.0.0.0:10249]\n";

/** K3s' own arguments of the kubelet, which a user's argument of the same name replaces. */
const defaults = [
  "allowed-unsafe-sysctls=net.ipv4.ip_forward,net.ipv6.conf.all.forwarding",
];

type Lists = Readonly<Record<string, readonly string[]>>;

/**
 * Merges configuration files in their order: a key replaces what earlier files have, and `key+` appends to it.
 * Source: https://docs.k3s.io/installation/configuration#multiple-config-files
 */
function merged(texts: readonly string[]): Lists {
  const lists: Record<string, readonly string[]> = {};
  for (const text of texts)
    for (const [key, list] of Object.entries((parse(text) ?? {}) as Lists)) {
      const name = key.replace(/\+$/u, "");
      lists[name] = name === key ? list : [...(lists[name] ?? []), ...list];
    }
  return lists;
}

/** Flags for a component: of two arguments with one name the last wins. Source: k3s-io/k3s, pkg/util/args.go, GetArgs. */
function flags(...lists: readonly (readonly string[])[]): readonly string[] {
  const byName = new Map<string, string>();
  for (const argument of lists.flat())
    byName.set(argument.replace(/=.*$/u, ""), `--${argument}`);
  return [...byName.values()];
}

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Tests the flags that K3s and RKE2 pass to the kubelet and kube-proxy of a release. */
export function k3sTests(kubernetes: Kubernetes): void {
  const kubelet = (list: readonly string[]): unknown =>
    read(kubernetes, {}, () => ["kubelet-flags", ...list]);
  const kubeProxy = (list: readonly string[]): Sections =>
    read(kubernetes, {}, () => ["kube-proxy-flags", ...list]) as Sections;

  describe(`Kubernetes ${kubernetes.version} in K3s and RKE2`, () => {
    for (const { name, node, text } of dropIns) {
      const { allowance, kubeProxy: proxy } = node.settings;
      const has = proxy.every(
        ({ id }) =>
          isAtLeast(
            kubernetes.release,
            proxyFields[id].releases.since ?? "1.0",
          ) === true,
      );
      if (!has) continue;

      consumerTest(`the flags are the plan's values: ${name}`, () => {
        const lists = merged([own, text]);
        const kubeletArgs = lists["kubelet-arg"] ?? [];
        expect(kubeletArgs).toContain("max-pods=200");
        expect(kubelet(flags(defaults, kubeletArgs))).toEqual({
          allowedUnsafeSysctls:
            allowance.length > 0
              ? allowance.map(({ id }) => id)
              : ["net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding"],
        });
        const before = kubeProxy(flags(merged([own])["kube-proxy-arg"] ?? []));
        const changed = { ...before };
        for (const [section, fields] of Object.entries(proxyConfigOf(node)))
          changed[section] = { ...before[section], ...fields };
        expect(kubeProxy(flags(lists["kube-proxy-arg"] ?? []))).toEqual(
          changed,
        );
      });
    }

    consumerTest("refuses an unknown flag, and a value of another kind", () => {
      expect(() => kubelet(["--allowed-sysctls=net.core.somaxconn"])).toThrow(
        "unknown flag",
      );
      expect(() => kubeProxy(["--conntrack-min=many"])).toThrow(
        "invalid argument",
      );
    });
  });
}
