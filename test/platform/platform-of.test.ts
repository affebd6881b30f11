import { describe, expect, test } from "vitest";
import { keysOf } from "../../src/core/keys-of.js";
import type { Platform } from "../../src/core/platform.js";
import { distributions } from "../../src/platform/distribution/registry.js";
import { type StatedFacts, withImplied } from "../../src/platform/facts.js";
import { operatingSystems } from "../../src/platform/os/registry.js";
import { platformOf } from "../../src/platform/platform-of.js";

function platform(facts: StatedFacts): Platform {
  return platformOf(withImplied(facts));
}

describe("what the facts do not state stays unknown", () => {
  test("without facts no ability of a system or a distribution is known", () => {
    const known = Object.entries(platform({})).filter(
      ([, ability]) => ability !== undefined,
    );
    expect(Object.fromEntries(known)).toEqual({
      systemLabel: "the operating system",
      distributionLabel: "the distribution",
      bootArguments: [],
      mayReplaceKubeProxy: false,
      bootWrites: expect.any(Function) as Platform["bootWrites"],
      sysctlFiles: expect.any(Function) as Platform["sysctlFiles"],
      translatesAddresses: false,
      ports: [],
    });
  });

  test.each(keysOf(operatingSystems))(
    "%s has its abilities, whatever its distribution",
    (os) => {
      expect(platform({ os })).toMatchObject(operatingSystems[os]);
      expect(platform({ os, distribution: "eks" })).toMatchObject({
        ...operatingSystems[os],
        ...distributions.eks,
      });
    },
  );

  test.each(keysOf(distributions))(
    "%s has its abilities, whatever its system",
    (distribution) => {
      const { settingsForm, ...rest } = platform({ distribution });
      expect(settingsForm).toBeUndefined();
      expect(rest).toMatchObject(distributions[distribution]);
    },
  );
});

describe("what follows from several facts", () => {
  test.each<[StatedFacts, Partial<Platform>]>([
    [{ distribution: "kubeadm" }, { runsKubeProxy: true }],
    [{ distribution: "kubeadm", kubeProxy: "none" }, { runsKubeProxy: false }],
    [{ distribution: "none" }, { runsKubeProxy: false }],
    [{ distribution: "none", kubeProxy: "ipvs" }, { runsKubeProxy: true }],
    [{ kubeProxy: "nftables" }, { runsKubeProxy: true }],
    [{ kubeProxy: "none" }, { runsKubeProxy: false }],

    [{ cni: "Cilium" }, { runsCilium: true, mayReplaceKubeProxy: true }],
    [{ cni: "flannel" }, { runsCilium: false, mayReplaceKubeProxy: false }],
    [{ cni: "cilium", kubeProxy: "iptables" }, { mayReplaceKubeProxy: false }],

    [{ cni: "flannel" }, { translatesAddresses: true }],
    [{ cni: "Calico" }, { translatesAddresses: true }],
    [{ cni: "cilium" }, { translatesAddresses: false }],
    [{ cni: "cilium", kubeProxy: "ipvs" }, { translatesAddresses: true }],

    [{ distribution: "kubeadm" }, { kubeletTunes: "overwrites" }],
    [
      { distribution: "kubeadm", protectKernelDefaults: true },
      { kubeletTunes: "refuses" },
    ],
    [{ os: "talos" }, { kubeletTunes: "refuses" }],
    [
      { distribution: "none", protectKernelDefaults: true },
      { kubeletTunes: undefined },
    ],

    [
      { distribution: "rke2", kubeProxy: "none" },
      { conntrackWriter: { label: "RKE2", capsTable: false } },
    ],
    [
      { distribution: "eks" },
      { conntrackWriter: { label: "kube-proxy", capsTable: true } },
    ],
    [
      { distribution: "eks", kubeProxy: "none" },
      { conntrackWriter: undefined },
    ],
    [{ distribution: "none" }, { conntrackWriter: undefined, ports: [] }],
  ])("%j: %j", (facts, expected) => {
    expect(platform(facts)).toMatchObject(expected);
  });

  test.each<[StatedFacts, readonly number[]]>([
    [
      { distribution: "k3s" },
      [30000, 10248, 10250, 10249, 10256, 10257, 10259],
    ],
    [
      { distribution: "k3s", kubeProxy: "none" },
      [30000, 10248, 10250, 10257, 10259],
    ],
    [
      { os: "talos", kubeProxy: "none" },
      [30000, 10248, 10250, 10257, 10259, 50000],
    ],
  ])("the ports with %j begin at %j", (facts, expected) => {
    expect(platform(facts).ports.map(({ first }) => first)).toEqual(expected);
  });
});
