import { describe, expect, test } from "vitest";
import { followsBuild } from "../../src/catalogue/builds/defaults.js";
import { defaultFor } from "../../src/catalogue/defaults.js";
import { isPinnedByGuides } from "../../src/catalogue/hardening-keys.js";
import { allKeys, findKey, presence } from "../../src/catalogue/lookup.js";
import { calicoFelix } from "../../src/platform/component/calico-felix.js";
import { ciliumAgent } from "../../src/platform/component/cilium-agent.js";
import { bootOf } from "../../src/platform/boot-writes.js";
import { talosValues } from "../../src/platform/own/talos.js";
import { deadKey } from "../../src/catalogue/dead-keys.js";
import { key } from "../catalogue/support.js";
import { effects, linesOf, role } from "./effects.js";

const MAX = "net.netfilter.nf_conntrack_max";
const ESTABLISHED = "net.netfilter.nf_conntrack_tcp_timeout_established";

describe("equals-default", () => {
  test.each([
    // Only what is certain on the node.
    ["", "net.core.somaxconn: 4096", true],
    ['kernel: "6.12", memory: 4GiB', `${MAX}: 65536`, false],
    // Some system sets another value, and the facts do not say which it is.
    ["", "net.ipv4.tcp_keepalive_time: 7200", false],
    ["os: linux", "net.ipv4.tcp_keepalive_time: 7200", true],
    ["os: talos", "net.ipv4.tcp_keepalive_time: 7200", false],
    ["os: talos", "net.ipv4.tcp_keepalive_time: 600", true],
    ['os: talos, osVersion: "1.11"', "net.ipv4.tcp_keepalive_time: 600", true],
    ['os: talos, osVersion: "1.11"', "net.ipv4.tcp_keepalive_intvl: 60", true],
    ['os: talos, osVersion: "1.11"', "net.ipv4.ip_forward: 1", true],
    [
      'os: talos, osVersion: "1.12"',
      "net.ipv4.ip_local_reserved_ports: 50000,50001",
      true,
    ],
    [
      'os: talos, osVersion: "1.11"',
      "net.ipv4.ip_local_reserved_ports: 50000,50001",
      false,
    ],
    // Written by the distribution, or by a component on the node.
    ["", "net.ipv4.ip_forward: 0", false],
    ["", "net.ipv4.conf.all.rp_filter: 0", false],
    ["", "net.ipv4.tcp_congestion_control: cubic", false],
    ["", "kernel.panic: 0", false],
    ["distribution: kubeadm", "vm.panic_on_oom: 0", false],
    // There is no kubelet to write it.
    ["distribution: none", "vm.panic_on_oom: 0", true],
    ["os: nixos", "net.ipv6.conf.default.use_tempaddr: 0", false],
    // What another setting depends on.
    ["", "net.ipv4.tcp_timestamps: 1", true],
    ["", "net.core.somaxconn: { atLeast: 4096 }", false],
    ["", "net.core.somaxconn: null", false],
  ])("with %s, of %s: %s", (facts, setting, isFound) => {
    expect(
      linesOf("equals-default", effects(role(facts, [setting]))),
    ).toHaveLength(isFound ? 1 : 0);
  });

  test("not beside a setting that depends on it", () => {
    const text = role("", [
      "net.ipv4.tcp_timestamps: 1",
      "net.ipv4.tcp_tw_reuse: 1",
    ]);
    expect(effects(text)).toEqual([]);
  });

  test("not where it overrides a profile's line, or is merged with a floor", () => {
    const text = `version: 1
profiles:
  large: { sysctl: { net.core.somaxconn: 8192 } }
  floor: { sysctl: { net.ipv4.tcp_max_syn_backlog: { atLeast: 128 } } }
roles:
  worker:
    profiles: [large, floor]
    sysctl:
      net.core.somaxconn: 4096
`;
    expect(effects(text)).toEqual([]);
  });

  test("not where one of the nodes that share the line has another default", () => {
    const text = (second: string): string => `version: 1
profiles:
  alive: { sysctl: { net.ipv4.tcp_keepalive_time: 7200 } }
roles:
  linux: { node: { os: linux }, profiles: [alive] }
  other: { node: { os: ${second} }, profiles: [alive] }
`;
    expect(effects(text("talos"))).toEqual([]);
    expect(effects(text("linux"))).toEqual([
      "3 equals-default: `net.ipv4.tcp_keepalive_time` is already 7200 by default",
    ]);
  });

  test("an alias of a mapping is the same line on other nodes", () => {
    const text = (os: string): string => `version: 1
roles:
  one: { node: { os: linux }, sysctl: &all { net.ipv4.tcp_keepalive_time: 7200 } }
  two: { node: { os: ${os} }, sysctl: *all }
`;
    expect(effects(text("talos"))).toEqual([]);
    expect(effects(text("linux"))).toEqual([
      "3 equals-default: `net.ipv4.tcp_keepalive_time` is already 7200 by default",
    ]);
  });

  describe("kube-proxy's", () => {
    const conntrack = (facts: string, text: string, settings = ""): string =>
      `version: 1
roles:
  worker:
    node: { ${facts} }
    kubeProxy: { conntrack: { ${text} } }
${settings}`;
    test.each([
      ["distribution: kubeadm", "maxPerCore: 32768", 1],
      ["distribution: kubeadm", "min: 131072", 1],
      ["distribution: kubeadm", "tcpEstablishedTimeout: 1440m", 1],
      ["distribution: kubeadm", "tcpCloseWaitTimeout: 3600", 1],
      ["distribution: kubeadm", "tcpCloseWaitTimeout: 2h", 0],
      ["distribution: kubeadm", "udpTimeout: 30s", 0],
      ["os: talos", "maxPerCore: 32768", 0],
      ["os: talos", "tcpEstablishedTimeout: 24h", 1],
      ["distribution: k3s", "tcpEstablishedTimeout: 24h", 1],
      ["distribution: kubeadm, kubeProxy: none", "maxPerCore: 32768", 0],
      ["", "maxPerCore: 32768", 0],
    ])("with %s, of %s: %i", (facts, text, count) => {
      expect(effects(conntrack(facts, text))).toHaveLength(count);
    });

    test("not where it overrides a companion", () => {
      const settings = `    sysctl: { ${MAX}: 262144 }\n`;
      const text = "tcpEstablishedTimeout: 24h";
      expect(effects(conntrack("distribution: k3s", text, settings))).toEqual(
        [],
      );
    });

    test("not where it overrides another line", () => {
      const top = "kubeProxy: { conntrack: { maxPerCore: 65536 } }\n";
      const text = conntrack("distribution: kubeadm", "maxPerCore: 32768", top);
      expect(effects(text)).toEqual([]);
    });
  });
});

/** NixOS defines one of these plainly itself, so that another definition fails, and the other then has no effect. */
const OWN_OF_NIXOS = /^net\.ipv6\.conf\.(?:all|default)\.use_tempaddr$/u;
/** The kernel's own value for new interfaces, which its value for all overrides. systemd writes another. */
const OVERRIDDEN = /^net\.ipv4\.conf\.(?:default|lo)\.accept_source_route$/u;

describe("no false alarms", () => {
  const byDefault = (found: readonly string[]): readonly string[] =>
    found.filter((line) => !line.includes("equals-default"));

  test.each(["1.8", "1.11", "1.14"])(
    "on what Talos %s sets by default",
    (osVersion) => {
      const ids = talosValues.flatMap(({ values }) => Object.keys(values));
      const find = bootOf({ os: "talos", osVersion }).writes;
      // Cilium and Calico, which the node may run, set others.
      const only = ids.filter(
        (id) => !ciliumAgent.keys.has(id) && !calicoFelix.keys.has(id),
      );
      const set = [...new Set(only)].flatMap((id) => {
        const own = find(id).at(-1);
        return own?.value === undefined ? [] : [`${id}: "${own.value}"`];
      });
      expect(set.length).toBeGreaterThan(10);
      const text = role(
        `os: talos, osVersion: "${osVersion}", kernel: "6.12"`,
        set,
      );
      const found = effects(text);
      expect(byDefault(found)).toEqual([]);
      const pinned = [...new Set(only)].filter(isPinnedByGuides);
      const others = set.filter(
        (line) => !pinned.some((id) => line.startsWith(`${id}:`)),
      );
      expect(found).toEqual([
        expect.stringContaining(
          `${others.length} settings are already the default`,
        ),
      ]);
    },
  );

  test.each([
    ["", "6.12"],
    ["distribution: none, ", "6.1"],
    ["os: nixos, ", "6.18"],
    ["os: talos, ", "6.18"],
  ])(
    "on every certain default of the kernel (%skernel %s)",
    (facts, kernel) => {
      const where = { kernel, cpus: 4, memory: 4n << 30n };
      const set = allKeys().flatMap((id) => {
        const known = findKey(key(id));
        const standard = known && defaultFor(known, where);
        const writable =
          known?.releases.every((release) => release.writable) === true &&
          presence(known, where)?.present === true;
        // These have no effect at any value.
        const follows = followsBuild(id) !== undefined;
        if (
          standard?.value === undefined ||
          !standard.sure ||
          !writable ||
          follows ||
          deadKey(id, where) ||
          OVERRIDDEN.test(id)
        )
          return [];
        if (facts.includes("nixos") && OWN_OF_NIXOS.test(id)) return [];
        const value = standard.value.trim().replaceAll(/\s+/gu, " ");
        return [`"${id}": ${JSON.stringify(value)}`];
      });
      expect(set.length).toBeGreaterThan(300);
      const text = role(
        `${facts}kernel: "${kernel}", cpus: 4, memory: 4GiB`,
        set,
      );
      const found = byDefault(effects(text));
      // Talos' kubelet and its forwarding require other values than the kernel's defaults.
      expect(
        facts.includes("talos")
          ? found.filter(
              (line) => !/refused-by-kubelet|accept_redirects/u.test(line),
            )
          : found,
      ).toEqual([]);
    },
  );

  test("on what K3s writes", () => {
    const text = role("os: linux, distribution: k3s, cpus: 4", [
      "net.ipv4.conf.all.forwarding: 1",
      "net.ipv4.conf.default.forwarding: 1",
      "net.bridge.bridge-nf-call-iptables: 1",
      `${MAX}: 131072`,
      `${ESTABLISHED}: 86400`,
      "net.netfilter.nf_conntrack_tcp_timeout_close_wait: 3600",
    ]);
    expect(effects(text)).toEqual([]);
  });
});
