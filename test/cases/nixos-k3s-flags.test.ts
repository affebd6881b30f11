import { expect, test } from "vitest";
import { emitAll } from "../../src/targets/emit.js";
import { planOf } from "../support/compile.js";

/** How a module of a release gives K3s its flags, up to the first line end. */
function flags(osVersion: string): string | undefined {
  const [module] = emitAll(
    planOf(`version: 1
targets: { nixos: { k3sFlags: extraFlags } }
roles:
  node:
    node: { os: nixos, osVersion: "${osVersion}", distribution: k3s, kubernetes: "1.29" }
kubeProxy:
  conntrack:
    udpTimeout: 30s # Short answers
    tcpBeLiberal: true # Long pauses
`),
    ["nixos"],
  );
  return /extraFlags = (?<flags>.*)$/mu.exec(module?.text ?? "")?.groups?.[
    "flags"
  ];
}

test("a NixOS before 24.11 has one string for the flags of K3s", () => {
  expect(flags("24.05")).toBe(
    '"--kube-proxy-arg=conntrack-tcp-be-liberal=true --kube-proxy-arg=conntrack-udp-timeout=30s";',
  );
});

test.each(["24.11", "25.05", "25.11"])("NixOS %s has a list", (osVersion) => {
  expect(flags(osVersion)).toBe("[");
});
