import { describe, expect, test } from "vitest";
import type { StatedFacts } from "../../src/platform/facts.js";
import { factsOf } from "../../src/platform/facts.js";
import { platformOf } from "../../src/platform/platform-of.js";
import {
  hasOtherWriters,
  type SpecWrite,
  writeStages,
  writeSteps,
} from "../../src/platform/write-steps.js";
import { writers, writersInOrder } from "../../src/platform/writers.js";

function nodeWith(facts: StatedFacts) {
  return {
    facts: factsOf(facts),
    platform: platformOf(facts),
    proxySettings: [],
    bandwidthManager: undefined,
  };
}

function words(
  id: string,
  facts: StatedFacts,
  value: string,
  module?: SpecWrite["module"],
): readonly string[] {
  return writeSteps(id, nodeWith(facts), { value, module }).map(
    ({ stage, who, value: after, sure, changes }) =>
      `${stage}: ${who} ${after ?? "?"}${sure ? "" : " perhaps"}${changes ? "" : " unchanged"}`,
  );
}

const k3s: StatedFacts = {
  os: "nixos",
  osVersion: "25.11",
  distribution: "k3s",
  kernel: "6.12",
  cpus: 4,
};

test("every program that writes has its place in the order, once", () => {
  expect(new Set(writersInOrder.map(({ writer }) => writer))).toEqual(
    new Set(writers),
  );
  expect(writersInOrder).toHaveLength(writers.length);
  const places = writersInOrder.map(({ stage }) => writeStages.indexOf(stage));
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

describe("a key that programs write", () => {
  test("is reset by K3s, until NixOS switches", () => {
    expect(
      words("net.bridge.bridge-nf-call-iptables", k3s, "0", "br_netfilter"),
    ).toEqual([
      "module: modules-load 1",
      "spec: tunegen 0",
      "kubernetes: K3s 1",
      "switch: nixos-rebuild switch 0",
    ]);
  });

  test("is not written by NixOS where the spec has it", () => {
    expect(words("net.ipv4.conf.all.forwarding", k3s, "1")).toEqual([
      "kernel: the kernel 0",
      "system: NixOS 0 perhaps",
      "spec: tunegen 1",
      "kubernetes: K3s 1 unchanged",
      "switch: nixos-rebuild switch 1 unchanged",
    ]);
  });

  test("is set by the system before the spec", () => {
    expect(
      words(
        "net.core.bpf_jit_harden",
        { os: "talos", osVersion: "1.11", cni: "cilium" },
        "0",
      ).filter((step) => !step.startsWith("kernel")),
    ).toEqual(["system: Talos 2 perhaps", "spec: tunegen 0"]);
  });

  test("is replaced by the network plug-in last", () => {
    expect(
      words(
        "net.ipv4.conf.all.rp_filter",
        { os: "linux", distro: "debian-12", kernel: "6.1", cni: "cilium" },
        "1",
      ).at(-1),
    ).toBe("network: the Cilium agent 0");
  });
});

test("systems that the facts leave open are told together", () => {
  const steps = writeSteps(
    "net.core.default_qdisc",
    nodeWith({ os: "linux", kernel: "6.12" }),
    { value: "fq", module: "sch_fq" },
  );
  const system = steps.filter(({ stage }) => stage === "system");
  expect(system.every(({ sure }) => !sure)).toBe(true);
  expect(system[0]?.who).toMatch(/ and \d+ more$/u);
  expect(new Set(system.map(({ value }) => value)).size).toBe(system.length);
});

test("a key that nobody else writes has no other writers", () => {
  expect(hasOtherWriters("net.core.somaxconn", nodeWith(k3s))).toBe(false);
  expect(hasOtherWriters("net.ipv4.conf.all.forwarding", nodeWith(k3s))).toBe(
    true,
  );
});

describe("a node without Kubernetes", () => {
  const none: StatedFacts = { os: "linux", distribution: "none" };
  const running = (facts: StatedFacts): readonly string[] =>
    writersInOrder
      .filter(({ stage }) => stage !== "interfaces")
      .filter(({ writer }) => {
        const node = { ...nodeWith(facts), bandwidthManager: { bbr: true } };
        return writer.runsOn(node) !== false;
      })
      .map(({ writer: { keys, on } }) => {
        const [key = ""] = keys;
        return on(key, nodeWith(facts))?.who ?? key;
      });

  test("runs no program of Kubernetes, and no network plug-in", () => {
    expect(running(none)).toEqual([]);
    expect(
      words("net.ipv4.ip_forward", none, "0").filter(
        (step) => !/^(?:kernel|system|spec):/u.test(step),
      ),
    ).toEqual([]);
  });

  test("runs the network plug-in that the spec states", () => {
    expect(running({ ...none, cni: "calico" })).toContain("Calico's felix");
  });
});

test.each([
  [
    "net.netfilter.nf_conntrack_max",
    "nf_conntrack",
    ["modules-load loads nf_conntrack, which creates the key"],
  ],
  [
    "net.core.default_qdisc",
    "sch_fq",
    [
      "the kernel starts with it",
      "modules-load loads sch_fq, which the value of the spec needs",
    ],
  ],
  [
    "net.ipv4.tcp_congestion_control",
    "tcp_bbr",
    [
      "the kernel starts with it",
      "modules-load loads tcp_bbr, which the value of the spec needs",
    ],
  ],
])("what the module of %s does", (id, module, expected) => {
  const steps = writeSteps(id, nodeWith({ os: "linux" }), {
    value: "1",
    module,
  });
  expect(
    steps
      .filter(({ stage }) => stage === "kernel" || stage === "module")
      .map(({ who, does }) => `${who} ${does}`),
  ).toEqual(expected);
});
